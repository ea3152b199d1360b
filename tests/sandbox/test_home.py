"""App Home."""

import json
from pathlib import Path

from aiohttp import ClientSession

from sandbox.client import Workspace
from tests.conftest import ROOT, running_sandbox
from tests.sandbox.conftest import Slack
from tests.sandbox.test_strict import SECTION

HOME = {"type": "home", "blocks": [SECTION]}


async def test_a_home_is_published_and_its_owner_sees_it(slack: Slack) -> None:
    await slack.client.views_publish(user_id=slack.people["karin"], view=HOME)
    told = await slack.workspace.get("/control/people/karin/sees")
    assert told["home"]["words"].strip() == "Hello"


async def test_without_the_home_tab_in_the_manifest_none_is_published(tmp_path: Path) -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text())
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(manifest))
    with running_sandbox("--manifest", str(file)) as url:
        workspace = Workspace(url)
        async with ClientSession() as session:
            slack = Slack(workspace, await workspace.get("/control/connect"), session)
            await slack.knows()
            answer = await slack.refuses("views.publish", user_id=slack.people["karin"], view=HOME)
        await workspace.close()
    assert answer["error"] == "not_enabled"
