"""The sandbox's addresses, on loopback alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox import control, door
from sandbox.record import Record
from sandbox.settings import Settings
from sandbox.slack import Json, Slack
from sandbox.world import APP_ID

HERE = Path(__file__).parent
LARGEST = 64 * 1024 * 1024


@asynccontextmanager
async def serving(
    port: int, manifest: Json, seed: Json, record: Record, settings: Settings
) -> AsyncIterator[Slack]:
    """A sandbox at work on 127.0.0.1 for as long as the block lasts; port 0 is any."""
    slack = Slack(manifest, seed, record, usual=settings)
    app = web.Application(client_max_size=LARGEST, middlewares=[own_page_only])
    app.add_routes([web.route("*", "/api/{method}", door.api(slack)), *control.routes(slack)])
    app.add_routes([web.get("/link/", _link(slack)), web.post("/hooks/{hook}", door.hook(slack))])
    app.add_routes([web.post("/upload/{file}", _upload(slack))])
    app.add_routes([web.get("/", _page), web.static("/page", HERE / "page")])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        slack.faults.clear()
        await slack.sockets.close()
        await runner.cleanup()
        record.close()


@web.middleware
async def own_page_only(request: web.Request, handler: Any) -> web.StreamResponse:
    """No other site's page may act here; and our page asks nobody else for anything."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return web.json_response({"error": "only the sandbox's own page may ask"}, status=403)
    answer: web.StreamResponse = await handler(request)
    if not answer.prepared:
        answer.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
        answer.headers["Cache-Control"] = "no-cache"
    return answer


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(HERE / "page" / "index.html")


def _link(slack: Slack):  # type: ignore[no-untyped-def]  # aiohttp's handler
    async def link(request: web.Request) -> web.WebSocketResponse:
        return await slack.sockets.serve(request, APP_ID)

    return link


def _upload(slack: Slack):  # type: ignore[no-untyped-def]  # aiohttp's handler
    async def upload(request: web.Request) -> web.Response:
        file = slack.world.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="no such upload")
        await request.read()
        file["uploaded"] = True
        return web.Response(text=f"OK - {file['size']}")

    return upload
