// The page: what one person sees of the workspace, and what they do in it.

import { Cannot, get, post, watch } from "./api.js";
import { h, redraw } from "./dom.js";
import { conversation, nameOf, thread, unread } from "./messages.js";
import { modals } from "./modals.js";
import { clock, tool } from "./tools.js";

const $ = (id) => document.getElementById(id);
const state = { me: location.hash.slice(1) || "karin", place: null, thread: null, tool: null, read: {}, editing: null, records: [] };
let looking = false;
let again = false;

async function look() {
  if (looking) { again = true; return; }
  looking = true;
  try {
    do {
      again = false;
      const [people, standing, sight] = await Promise.all([get("people"), get("standing"), get(`people/${state.me}/sees`)]);
      Object.assign(state, { people, standing, sight });
      if (state.tool === "bad") state.records.push(...(await get(`record?after=${state.records.length}`)).records);
      draw();
      away(standing.connected ? "" : `${standing.app} is away: it was stopped, or is starting. What you type waits here.`);
    } while (again);
  } catch (error) {
    if (error instanceof Cannot) say(error.message);
    else away("The sandbox is away. This page goes on when it is back.");
  } finally {
    looking = false;
  }
}

function away(words) {
  $("away").textContent = words;
  $("away").hidden = !words;
}

function say(words) {
  $("said").replaceChildren(...(words ? [h("p", {}, words), h("button", { type: "button", "aria-label": "Dismiss", onclick: () => say("") }, "×")] : []));
}

// Does something as the person; true when Slack and the bot took it.
async function act(deed, told = {}) {
  try {
    const answer = await post(`people/${state.me}/${deed}`, told);
    const errors = (await get(`people/${state.me}/sees`)).errors;
    say(answer.ok || answer.errors ? "" : errors.at(-1) ?? answer.error);
    settleSoon();
    await look();
    return answer;
  } catch (error) {
    say(error instanceof Cannot ? error.message : "The sandbox is away. Nothing was sent.");
    return null;
  }
}

async function tell(path, told, method) {
  try {
    await post(path, told, method);
    say("");
  } catch (error) {
    say(error.message);
  }
  await look();
}

// Once things are quiet, the bot says what falls due next.
let settling = 0;
function settleSoon() {
  clearTimeout(settling);
  settling = setTimeout(() => post("settle").then(look, () => {}), 400);
}

function become(key) {
  Object.assign(state, { me: key, thread: null, editing: null });
  history.replaceState(null, "", `#${key}`);
  say("");
  look();
}

function go(place, ts = null) {
  Object.assign(state, { place, thread: ts, editing: null });
  draw();
}

function context() {
  const { people, standing } = state;
  const me = people.people.find((each) => each.key === state.me);
  const names = Object.fromEntries(people.people.map((each) => [each.id, each.called]));
  const reader = { zone: me.zone, now: new Date(standing.clock.now), names, channels: Object.fromEntries(people.channels.map((each) => [each.id, each.name])) };
  const humans = people.people.filter((each) => !each.is_bot && !each.is_stranger).map((each) => ({ id: each.id, name: each.called }));
  return {
    state, me, reader, people: humans, channelList: people.channels.map((each) => ({ id: each.id, name: `#${each.name}` })),
    features: standing.features, act, go, tell, draw, refresh: look,
    click: (told) => act("click", told),
    submit: (view, values) => act("submit", { view_id: view.id, values }),
    choose: (view, field, values) => act("choose", { view_id: view.id, field, values }),
    close: (view) => act("close", { view_id: view.id }),
  };
}

function draw() {
  const ctx = context();
  const found = state.sight.conversations;
  if (!found.some((each) => each.id === state.place)) state.place = found[0]?.id ?? null;
  const here = found.find((each) => each.id === state.place);
  redraw($("top"), top(ctx));
  redraw($("places"), places(ctx, found));
  if (here) conversation($("middle"), ctx, here);
  else redraw($("middle"), h("p", {}, "Nothing here yet."));
  aside($("beside"), Boolean(here && state.thread), () => thread($("beside"), ctx, here));
  aside($("tools"), Boolean(state.tool), () => tool($("tools"), ctx));
  modals(state.sight.modals, ctx, state.me);
}

function aside(root, open, fill) {
  root.hidden = !open;
  if (open) fill();
  else root.replaceChildren();
}

function top(ctx) {
  const { people } = state.people;
  const who = people.filter((each) => !each.is_bot).map((each) =>
    h("option", { value: each.key, selected: each.key === state.me }, `${each.called}${each.profile.title ? `, ${each.profile.title}` : ""}`));
  const toggle = (name, words) =>
    h("button", { type: "button", id: `tool-${name}`, "aria-expanded": String(state.tool === name), onclick: () => { state.tool = state.tool === name ? null : name; look(); } }, words);
  return [
    h("label", { className: "you" }, "You are ", h("select", { id: "you", onchange: (event) => become(event.target.value) }, who)),
    clock(ctx),
    h("div", { className: "toggles" }, state.standing.story && toggle("story", "Play the story"), toggle("bad", "Slack's bad days"), shortcuts(ctx)),
  ];
}

function shortcuts(ctx) {
  return (ctx.features.shortcuts ?? []).filter((each) => each.type === "global").map((each) =>
    h("button", { type: "button", id: `shortcut-${each.callback_id}`, onclick: () => act("shortcut", { callback_id: each.callback_id }) }, `⚡ ${each.name}`));
}

function places(ctx, found) {
  const groups = [["Channels", ["channel", "group"]], ["Direct messages", ["mpim"]], ["Apps", ["im"]]];
  const direct = found.find((each) => each.kind === "im");
  return groups.map(([title, kinds]) => {
    const rows = found.filter((each) => kinds.includes(each.kind)).map((each) => placeRow(ctx, each));
    if (title === "Apps" && !direct) rows.push(h("li", {}, h("button", { type: "button", id: "open-app", onclick: () => act("home") }, state.standing.app)));
    return rows.length > 0 && [h("h2", {}, title), h("ul", {}, rows)];
  });
}

function placeRow(ctx, each) {
  const news = each.id === state.place ? 0 : unread(ctx, each);
  return h("li", {}, h("button", { type: "button", id: `place-${each.id}`, className: news ? "news" : "", "aria-current": each.id === state.place ? "page" : null, onclick: () => go(each.id) },
    h("span", {}, nameOf(ctx, each)), news > 0 && h("span", { className: "count", "aria-label": `${news} unread` }, String(news))));
}

window.addEventListener("hashchange", () => become(location.hash.slice(1) || "karin"));
watch(look, () => away("The sandbox is away. This page goes on when it is back."));
setInterval(() => state.standing?.clock.running && look(), 20000);
look().then(settleSoon);
