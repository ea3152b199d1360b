"""What happens to people in Britain, scenario by scenario, with their own words."""

from collections.abc import Awaitable, Callable

from bot.flag.case import Flag, Headline, Type, Wish
from bot.flag.decision import LIMITED_AT_MOST
from bot.flag.tracks import Behaviour, Holder, Matter, TalkOutcome
from bot.refusals import Code
from handlers.flag.care import away_note
from handlers.flag.form import COLLEAGUE
from sandbox.client import Json
from tests.stories.world import PHONES, Says, World, ids, refusal, word

Kept = Callable[[str], Awaitable[str]]
LONDON = "Europe/London"
BRITISH: Json = {"zone": LONDON, "country": "GB"}


async def test_priya_logs_a_rude_customer_and_wants_no_fuss(world: World) -> None:
    """S03."""
    priya, dan = world.karin, world.hans
    await world.casts(LONDON, karin="Priya", hans="Dan", sigrid="Helen")
    await world.sets_up(**BRITISH)
    await world.is_at("2026-03-03T11:20:00+00:00")
    said = "Lots of swearing about the courier. Not aimed at me. Just logging it."
    rude = {"types": [Type.RUDE], "customer": "C-90211", "said": said}
    await priya.flags({**rude, "wish": Wish.LOG_ONLY})
    assert (await priya.sees()).heard(Says.FLAG_SAVED, "Wed 04 Mar 11:20") == 1
    await priya.presses(ids.FINISH_MYSELF)
    await world.falls_due("2026-03-03T15:20:00+00:00", dan, Says.NUDGE_TO_ANSWER, "Priya")
    step_up = (Says.WARNING_TO_ANSWER, "Helen", "Wed 04 Mar 15:20")
    await world.falls_due("2026-03-04T11:20:00+00:00", dan, *step_up)
    await dan.replies("Saw this, Priya. Good call to stay on the delivery question.")
    card = await priya.card()
    assert card.has(word(Headline.ANSWERED))
    assert card.has("Dan")
    case = await world.case_on(card)
    assert isinstance(case, Flag)
    assert case.customer.holder is Holder.AGENT
    heard = (await dan.sees()).total
    await world.until("2026-03-10T16:00:00+00:00")
    assert (await dan.sees()).total == heard + 1, "the digest alone"
    assert (await dan.sees()).newest == (await dan.sees()).letter(Says.DIGEST)
    assert not (await world.sigrid.sees()).letters
    await priya.presses(ids.CLOSE, on=await priya.card())
    assert (await dan.card()).has(word(Headline.CLOSED))


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
    await tom.flags({"types": [Type.RUDE], "customer": "<!here> C-1", "said": said})
    form = await dan.reads()
    assert form.has(f"{plain}gnihtyna")
    assert form.has("<!here> C-1")
    await world.falls_due("2026-03-10T14:10:00+00:00", dan, Says.NUDGE_TO_ANSWER, "Tom")
    step_up = (Says.WARNING_TO_ANSWER, "Helen", "Wed 11 Mar 14:10")
    await world.falls_due("2026-03-11T10:10:00+00:00", dan, *step_up)
    await dan.replies("I have seen it, Tom. It reads oddly, but it hurts nobody.")
    await world.until("2026-03-16T09:00:00+00:00")
    assert (await world.ida.sees()).heard(Says.DIGEST)
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
    both = [Type.PERSONAL_ABUSE, COLLEAGUE]
    await tom.does("choose", field="types", values={**shouted, "types": both})
    form = (await tom.sees()).form
    assert form.callback_id != ids.FLAG
    assert not form.asks("said"), "there is nothing left to send"
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
    assert answer, "she is told that the form opens in our own space"
    await grace.fills_in({"types": [Type.RUDE], "customer": "C-26"})
    card = await dan.card(1)
    assert card.has("Grace")
    assert not card.has(word(Type.RUDE).lower())
    message = {"callback_id": "escalate_message", "channel": "acme-shared", "ts": told["ts"]}
    await grace.does("shortcut", **message)
    quoted = (await grace.sees()).form.typed("said")
    assert "says: @channel you are useless" in quoted
    assert people["emma"] not in quoted
    assert "Emma" not in quoted
    await grace.fills_in({"types": [Type.PERSONAL_ABUSE], "customer": "C-27"})
    card = await dan.card(2)
    assert card.has("Grace")
    assert not card.has(word(Type.PERSONAL_ABUSE).lower())
    refused = await dan.types("/escalate setup", channel="acme-shared")
    assert refused == refusal(Code.CHANNEL_SHARED)
    assert (await customer.sees()).total == 1
    await world.shares("support")
    posted = (await world.gita.sees()).total
    await world.until("2026-03-23T10:00:00+01:00")
    assert (await world.gita.sees()).total == posted
    assert (await world.sigrid.sees()).heard(Says.CHANNEL_SHARED, "#support") == 1


async def test_grace_chooses_helen_and_her_manager_never_hears(world: World) -> None:
    """S29."""
    grace, dan, helen = world.karin, world.hans, world.ida
    await world.casts(LONDON, karin="Grace", hans="Dan", ida="Helen")
    await world.sets_up(**BRITISH)
    await world.is_at("2026-03-20T09:00:00+00:00")
    await grace.types("/escalate hostile")
    await grace.does("choose", field="types", values={"types": [Type.SEXUAL]})
    form = (await grace.sees()).form
    assert form.asks("contact")
    assert form.has("Dan"), "he is asked when she chooses nobody"
    said = "Sexual comments about my photo, three sessions. Screenshots are in the CRM."
    await grace.fills_in({"customer": "C-31", "said": said, "contact": "ida"})
    assert (await grace.sees()).heard(Says.FLAG_SAVED, "Helen", "Fri 20 Mar 11:00") == 1
    assert (await helen.reads()).has(said)
    await world.falls_due("2026-03-20T10:00:00+00:00", helen, Says.NUDGE_TO_ANSWER, "Grace")
    await world.falls_due("2026-03-20T11:00:00+00:00", helen, Says.WARNING_TO_ANSWER, "Grace")
    warning = (await helen.sees()).letter(Says.WARNING_TO_ANSWER)
    for name in ("Dan", "Dorte Lund", "Sigrid Vang"):
        assert not warning.has(name), "nobody else will be asked"
    silent = (Says.CONTACT_SILENT, "Helen", "#1")
    await world.falls_due("2026-03-20T12:00:00+00:00", grace, *silent)
    await helen.replies("I have read it, Grace. Nobody should get that at work. I call you now.")
    await grace.presses(ids.FINISH_PLEASE_TAKE, on=(await grace.sees()).letter(Says.FLAG_SAVED))
    await helen.presses(ids.TAKE_OVER)

    await helen.presses(ids.DECIDE)
    limited = {"behaviour": Behaviour.LIMITED, "limited_to": "E-mail alone, to a named team"}
    words = {"matter": Matter.NOT_SETTLED, "to_agent": "You kept calm, and you kept the proof."}
    await helen.sends({**words, **limited})
    form = (await helen.sees()).form
    assert form.asks("limited_to")
    assert "limited_until" in form.errors
    await helen.sends({"limited_until": "2026-06-13"})
    weeks = LIMITED_AT_MOST.days // 7
    errors = (await helen.sees()).form.errors
    assert errors == {"limited_until": refusal(Code.LIMIT_TOO_LONG, weeks=weeks)}
    await helen.fills_in({"limited_until": "2026-06-12"})
    explained = (await grace.sees()).letter(Says.EXPLANATION, "Helen", "12 Jun 2026")
    for told in (word(Matter.NOT_SETTLED), words["to_agent"], limited["limited_to"]):
        assert explained.has(told)
    review = (Says.LIMIT_ENDS, "#1", "12 Jun")
    await world.falls_due("2026-06-05T09:00:00+01:00", helen, *review)
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
    assert (await priya.sees()).form.has("999")
    said = "“You will regret this, I know your name.”"
    await priya.fills_in({"types": [Type.THREAT], "customer": "C-12", "said": said})
    ring = (Says.FLAG_SAVED_URGENT, "Wed 25 Mar 09:30", PHONES["dorte"])
    assert (await priya.sees()).heard(*ring) == 1
    waiting = (Says.PAGE_AGAIN, "Priya")
    await world.falls_due("2026-03-25T09:15:00+00:00", dan, *waiting)
    await dan.replies("I am with you in five minutes, Priya.")
    await priya.presses(ids.CALLED)
    assert (await dan.opens(ids.TALK)).choices("outcome") == [TalkOutcome.NOT_WANTED]
    await dan.closes()
    await priya.types("/escalate away")
    asked = (await priya.sees()).form.told["state"]
    assert set(asked) == {"first", "last"}, "and no reason"
    await priya.fills_in({"first": "2026-03-26", "last": "2026-03-30"})
    heard = (await priya.sees()).total
    await world.until("2026-03-26T09:00:00+00:00")
    assert (await dan.opens(ids.TALK)).has(away_note("Priya"))
    await dan.closes()
    await world.falls_due("2026-04-02T09:00:00+01:00", dan, Says.TALK_DUE, "Priya")
    assert (await priya.sees()).total == heard + 1, "the digest alone"
    assert (await priya.sees()).newest == (await priya.sees()).letter(Says.DIGEST)
    assert not (await world.sigrid.sees()).letters
