"""What happens to people in Britain, scenario by scenario, with their own words."""

from collections.abc import Awaitable, Callable

from sandbox.client import Json
from tests.stories.world import World

Kept = Callable[[str], Awaitable[str]]
LONDON = "Europe/London"
BRITISH: Json = {"zone": LONDON, "country": "United Kingdom"}
REMINDED = "is waiting to hear from you. Two sentences are enough"
OPENED = "has flagged a customer contact"


async def test_priya_logs_a_rude_customer_and_wants_no_fuss(world: World) -> None:
    """S03."""
    priya, dan = world.karin, world.hans
    await world.casts(LONDON, karin="Priya", hans="Dan", sigrid="Helen")
    await world.sets_up(**BRITISH)
    await world.is_at("2026-03-03T11:20:00+00:00")
    said = "Lots of swearing about the courier. Not aimed at me. Just logging it."
    rude = {"types": ["Rude tone"], "customer": "C-90211", "said": said}
    await priya.flags({**rude, "wish": "Log only"})
    assert (await priya.sees()).has("you can expect an answer by Wed 04 Mar 11:20.")
    await priya.clicks("Myself")
    await world.falls_due("2026-03-03T15:20:00+00:00", dan, f"Priya {REMINDED}")
    step_up = "Otherwise I'll ask Helen to step in at Wed 04 Mar 15:20."
    await world.falls_due("2026-03-04T11:20:00+00:00", dan, step_up)
    await dan.replies("Saw this, Priya. Good call to stay on the delivery question.")
    card = await priya.card()
    assert card.has("Answered by Dan")
    assert card.has("The customer is with Priya.")
    assert not card.has("Talk by")
    heard = (await dan.sees()).total
    await world.until("2026-03-10T16:00:00+00:00")
    assert (await dan.sees()).total == heard + 1, "the digest alone"
    assert not (await world.sigrid.sees()).has(OPENED)
    await priya.clicks("Close", on=await priya.card())
    assert (await dan.card()).has("Closed")


async def test_tom_pastes_mark_up_that_calls_nobody(world: World) -> None:
    """S09."""
    tom, dan = world.karin, world.hans
    await world.casts(LONDON, karin="Tom", hans="Dan", sigrid="Helen")
    await world.sets_up(**BRITISH)
    await world.is_at("2026-03-10T10:10:00+00:00")
    plain = (
        "<!channel> <!everyone> <@U012AB3CD> <#C024BE7LR> <https://evil.example|Click to refund> "
        "*bold* _x_ `code` ```block``` &amp; <script>alert(1)</script> "
    )
    begun = len(await world.record())
    said = f"{plain}\u202egnihtyna"
    await tom.flags({"types": ["Rude tone"], "customer": "<!here> C-1", "said": said})
    await dan.clicks("Read")
    form = (await dan.sees()).form
    assert form.has(f"{plain}gnihtyna")
    assert form.has("<!here> C-1")
    await dan.closes()
    await world.falls_due("2026-03-10T14:10:00+00:00", dan, f"Tom {REMINDED}")
    step_up = "Otherwise I'll ask Helen to step in at Wed 11 Mar 14:10."
    await world.falls_due("2026-03-11T10:10:00+00:00", dan, step_up)
    await dan.replies("I have seen it, Tom. It reads oddly, but it hurts nobody.")
    await world.until("2026-03-16T09:00:00+00:00")
    assert (await world.ida.sees()).has("What we took hold of last week")
    calls = [call for call in await world.record(begun) if call["kind"] == "call"]
    posts = [call for call in calls if str(call["method"]).startswith("chat.")]
    assert posts
    for typed in ("<!here>", "<!channel>", "evil.example", "U012AB3CD", "C024BE7LR"):
        assert not [post for post in posts if typed in str(post)]


async def test_it_was_a_colleague_who_shouted_at_tom_and_nothing_is_kept(
    world: World, kept: Kept
) -> None:
    """S23."""
    tom, dan = world.karin, world.hans
    await world.casts(LONDON, karin="Tom", hans="Dan")
    way = "Grace in HR, or *Sam*, the safety rep, on extension 12"
    await world.sets_up(**BRITISH, internal_way=way)
    await world.is_at("2026-03-18T10:00:00+00:00")
    heard = (await dan.sees()).total
    await tom.types("/escalate hostile")
    shouted = {"customer": "W-7", "said": "The warehouse supervisor shouted at me."}
    both = ["Personal abuse", "It was a colleague, not a customer"]
    await tom.does("choose", field="types", values={**shouted, "types": both})
    form = (await tom.sees()).form
    assert form.has("nothing of this was kept, and nobody was told")
    assert form.has(way)
    assert not form.has("supervisor")
    await tom.closes()
    assert "#1" not in await tom.types("/escalate mine")
    assert (await dan.sees()).total == heard
    assert "supervisor" not in await kept("Grace in HR")


async def test_grace_escalates_from_a_channel_that_the_customer_can_read(world: World) -> None:
    """S26."""
    grace, dan, customer = world.karin, world.hans, world.emma
    await world.casts(LONDON, karin="Grace", hans="Dan")
    await world.is_at("2026-03-19T09:00:00+00:00")
    people = {each["key"]: each["id"] for each in (await world.get("/control/people"))["people"]}
    text = f"<@{people['emma']}|Emma Stone> says: <!channel> you are useless"
    told = await customer.does("say", channel="acme-shared", text=text)
    answer = await grace.types("/escalate hostile", channel="acme-shared")
    assert "People outside the company can read this channel. I have opened it in our" in answer
    await grace.fills_in({"types": ["Rude tone"], "customer": "C-26"})
    assert (await dan.sees()).has(f"Grace {OPENED} (rude tone).")
    message = {"callback_id": "escalate_message", "channel": "acme-shared", "ts": told["ts"]}
    await grace.does("shortcut", **message)
    quoted = (await grace.sees()).form.typed("said")
    assert quoted.startswith("“@… says: @channel you are useless”")
    assert people["emma"] not in quoted
    assert "Emma" not in quoted
    await grace.fills_in({"types": ["Personal abuse"], "customer": "C-27"})
    assert (await dan.sees()).has(f"Grace {OPENED} (personal abuse).")
    refused = await dan.types("/escalate setup", channel="acme-shared")
    assert "another company" in refused
    assert (await customer.sees()).total == 1
    await world.shares("support")
    posted = (await world.gita.sees()).total
    await world.until("2026-03-23T10:00:00+01:00")
    assert (await world.gita.sees()).total == posted
    why = (await world.sigrid.sees()).find("People outside the company can read")
    assert why.has("now, so I post nothing there: no cases, no digest.")


async def test_grace_chooses_helen_and_her_manager_never_hears(world: World) -> None:
    """S29."""
    grace, dan, helen = world.karin, world.hans, world.ida
    await world.casts(LONDON, karin="Grace", hans="Dan", ida="Helen")
    await world.sets_up(**BRITISH)
    await world.is_at("2026-03-20T09:00:00+00:00")
    await grace.types("/escalate hostile")
    await grace.does("choose", field="types", values={"types": ["Sexual"]})
    assert (await grace.sees()).form.has("Left empty, I ask Dan.")
    said = "Sexual comments about my photo, three sessions. Screenshots are in the CRM."
    await grace.fills_in({"customer": "C-31", "said": said, "Who should see it?": "ida"})
    seen = await grace.sees()
    assert seen.has("Helen has been told; you can expect an answer by Fri 20 Mar 11:00.")
    await helen.clicks("Read")
    assert (await helen.sees()).form.has(said)
    await helen.closes()
    await world.falls_due("2026-03-20T10:00:00+00:00", helen, f"Grace {REMINDED}")
    await world.falls_due("2026-03-20T11:00:00+00:00", helen, "Otherwise I'll tell Grace so.")
    silent = "I haven't got hold of Helen yet, and nobody else has been told of case #1."
    await world.falls_due("2026-03-20T12:00:00+00:00", grace, silent)
    await helen.replies("I have read it, Grace. Nobody should get that at work. I call you now.")
    await grace.clicks("Please take it", on=(await grace.sees()).find("Thank you for telling us."))
    await helen.clicks("I'll take over the customer")

    await helen.clicks("Decide")
    limited = {"behaviour": "Limited contact", "limited_to": "E-mail alone, to a named team"}
    words = {"matter": "Not settled yet", "to_agent": "You kept calm, and you kept the proof."}
    await helen.sends({**words, **limited})
    form = (await helen.sees()).form
    assert form.has("How is contact limited?")
    assert "limited_until" in form.errors
    await helen.sends({"limited_until": "2026-06-13"})
    assert "limited_until" in (await helen.sees()).form.errors
    await helen.fills_in({"limited_until": "2026-06-12"})
    assert (await grace.sees()).has("Limited contact until Fri 12 Jun 2026: E-mail alone")
    review = "The limited contact from case #1 ends on Fri 12 Jun"
    await world.falls_due("2026-06-05T09:00:00+01:00", helen, review)
    for other in (dan, world.dorte, world.sigrid, world.gita):
        assert not (await other.sees()).has("Grace")
        assert "Grace" not in await other.types("/escalate mine")


async def test_priya_is_away_after_a_threat_and_the_talk_waits(world: World) -> None:
    """S38."""
    priya, dan = world.karin, world.hans
    await world.casts(LONDON, karin="Priya", hans="Dan", sigrid="Helen")
    await world.sets_up(**BRITISH)
    await world.is_at("2026-03-25T09:00:00+00:00")
    await priya.types("/escalate hostile")
    assert (await priya.sees()).form.has("In danger now? Call 999 first.")
    said = "“You will regret this, I know your name.”"
    await priya.fills_in({"types": ["Threat"], "customer": "C-12", "said": said})
    assert (await priya.sees()).has("If nobody has called by Wed 25 Mar 09:30, ring")
    waiting = "Priya is waiting to hear from you, since Wed 25 Mar 09:00."
    await world.falls_due("2026-03-25T09:15:00+00:00", dan, waiting)
    await dan.replies("I am with you in five minutes, Priya.")
    await dan.clicks("Talk")
    assert (await dan.sees()).form.has("The talk can wait until tomorrow.")
    await dan.closes()
    await priya.types("/escalate away")
    asked = (await priya.sees()).form.told["state"]
    assert set(asked) == {"first", "last"}, "and no reason"
    await priya.fills_in({"first": "2026-03-26", "last": "2026-03-30"})
    heard = (await priya.sees()).total
    await world.until("2026-03-26T09:00:00+00:00")
    await dan.clicks("Talk")
    gently = "Priya is away. A short, kind message is fine; the talk can wait."
    assert (await dan.sees()).form.has(gently)
    await dan.closes()
    await world.falls_due("2026-04-02T09:00:00+01:00", dan, "Time to talk with Priya.")
    assert (await priya.sees()).total == heard + 1, "the digest alone"
    assert not (await world.sigrid.sees()).has(OPENED)
