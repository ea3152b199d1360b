// A conversation, a thread, and where one writes.

import { blocks } from "./blocks.js";
import { h, redraw } from "./dom.js";
import { date, emoji, emojiNames, escaped, mrkdwn, time } from "./text.js";

const drafts = new Map();
const readKey = (ctx, place) => `${ctx.state.me}:${place.id}`;
const newest = (place) => Math.max(0, ...place.messages.map((each) => Number(each.ts)));

export const unread = (ctx, place) => place.messages.filter((each) => Number(each.ts) > (ctx.state.read[readKey(ctx, place)] ?? 0) && each.user !== ctx.me.id).length;

export function nameOf(ctx, place) {
  const others = place.members.filter((key) => key !== ctx.state.me);
  const name = (key) => ctx.state.people.people.find((each) => each.key === key)?.called ?? key;
  if (place.kind === "im" || place.kind === "mpim") return others.map(name).join(", ");
  return `${place.kind === "group" ? "🔒" : "#"} ${place.name}`;
}

export function conversation(root, ctx, place) {
  ctx.state.read[readKey(ctx, place)] = newest(place);
  const shared = ctx.state.people.channels.find((each) => each.id === place.id)?.is_ext_shared;
  const roots = place.messages.filter((each) => !each.thread_ts || each.thread_ts === each.ts);
  const home = place.kind === "im" && ctx.state.sight.home;
  column(root, `${ctx.state.me}:${place.id}`, [
    h("h1", {}, nameOf(ctx, place), shared && h("span", { className: "badge" }, "shared with another company")),
  ], [
    home && h("section", { className: "home", "aria-label": "Home" }, blocks(home.view.blocks, { ...ctx, prefix: "home-", state: home.state, act: (element, value) => ctx.click({ home: true, action_id: element.action_id, value: value ?? element.value }) })),
    roots.length ? roots.map((each) => message(ctx, place, each, { replies: true })) : welcome(ctx),
  ], () => composer(ctx, place, null), ctx.state);
}

function welcome(ctx) {
  const [command] = ctx.features.slash_commands;
  return h("div", { className: "welcome" },
    h("p", {}, "No messages yet."),
    command && h("p", {}, h("code", {}, command.command), ` ${command.description}.`),
    h("p", {}, "Become somebody else at the top to see what they see; a second window can be a second person. Move the clock to see what happens when nobody answers."));
}

export function thread(root, ctx, place) {
  const { thread: ts } = ctx.state;
  const found = place.messages.filter((each) => each.ts === ts || each.thread_ts === ts);
  column(root, `${ctx.state.me}:${place.id}:${ts}`, [
    h("h1", {}, "Thread"),
    h("button", { type: "button", id: "close-thread", "aria-label": "Close the thread", onclick: () => ctx.go(place.id) }, "×"),
  ], found.map((each) => message(ctx, place, each, {})), () => composer(ctx, place, ts), ctx.state);
}

// Head, a list that stays at its end while one reads there, and the composer, which is left alone.
function column(root, key, head, list, compose, { editing }) {
  const full = `${key}:${editing ?? ""}`;
  if (root.dataset.key !== full || root.children.length !== 3) {
    root.dataset.key = full;
    root.replaceChildren(
      h("div", { className: "head" }),
      h("div", { className: "messages", tabIndex: 0, role: "log", "aria-label": "Messages" }),
      compose());
  }
  const [header, messages] = root.children;
  const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 40;
  redraw(header, head);
  redraw(messages, list);
  if (atEnd) messages.scrollTop = messages.scrollHeight;
}

function message(ctx, place, each, { replies }) {
  const answers = replies ? place.messages.filter((other) => other.thread_ts === each.ts && other.ts !== each.ts) : [];
  const at = new Date(each.at);
  const content = each.blocks.length
    ? blocks(each.blocks, { ...ctx, prefix: `${each.ts}-`, act: (element, value) => ctx.click({ channel: place.id, ts: each.ts, action_id: element.action_id, value: value ?? element.value }) })
    : h("p", {}, each.text ? mrkdwn(each.text, ctx.reader) : each.words);
  return h("article", { className: `message${each.ephemeral ? " ephemeral" : ""}`, "data-ts": each.ts },
    h("p", { className: "by" },
      h("strong", {}, each.name), each.bot && h("span", { className: "badge" }, "APP"),
      h("time", { title: date(at, ctx.reader.zone) }, `${date(at, ctx.reader.zone)} ${time(at, ctx.reader.zone)}`), each.edited && " (edited)"),
    each.ephemeral && h("p", { className: "context" }, "Only visible to you"),
    content,
    Object.entries(each.reactions).map(([name, users]) => h("span", { className: "reaction", title: users.map((id) => ctx.reader.names[id]).join(", ") }, `${emoji(name)} ${users.length}`)),
    answers.length > 0 && h("button", { type: "button", className: "plain", id: `open-${each.ts}`, onclick: () => ctx.go(place.id, each.ts) }, answers.length === 1 ? "1 reply" : `${answers.length} replies`),
    !each.ephemeral && doable(ctx, place, each, replies));
}

function doable(ctx, place, each, replies) {
  const react = (event) => event.target.value && ctx.act("react", { channel: place.id, ts: each.ts, name: event.target.value });
  const mine = each.user === ctx.me.id;
  const edit = () => { drafts.set(draftKey(ctx, place, ctx.state.thread), each.text); ctx.state.editing = each.ts; ctx.draw(); };
  return h("div", { className: "doable" },
    replies && h("button", { type: "button", id: `reply-${each.ts}`, onclick: () => ctx.go(place.id, each.ts) }, "Reply in thread"),
    h("select", { id: `react-${each.ts}`, "aria-label": "React", onchange: react }, h("option", { value: "" }, "React"), emojiNames.map((name) => h("option", { value: name }, `${emoji(name)} ${name}`))),
    mine && h("button", { type: "button", id: `edit-${each.ts}`, onclick: edit }, "Edit"),
    mine && h("button", { type: "button", id: `delete-${each.ts}`, onclick: () => ctx.act("delete", { channel: place.id, ts: each.ts }) }, "Delete"),
    (ctx.features.shortcuts ?? []).filter((found) => found.type === "message").map((found) =>
      h("button", { type: "button", id: `${found.callback_id}-${each.ts}`, onclick: () => ctx.act("shortcut", { callback_id: found.callback_id, channel: place.id, ts: each.ts }) }, `⚡ ${found.name}`)));
}

const draftKey = (ctx, place, ts) => `${ctx.state.me}:${place.id}:${ts ?? ""}`;

function composer(ctx, place, ts) {
  const key = draftKey(ctx, place, ts);
  const id = ts ? "write-thread" : "write";
  const hints = h("div", { className: "hints" });
  const write = h("textarea", { id, rows: 2, value: drafts.get(key) ?? "", "aria-label": ts ? "Reply in the thread" : `Write to ${nameOf(ctx, place)}`, placeholder: ts ? "Reply …" : "Write, or type / for commands" });
  const typed = () => { drafts.set(key, write.value); hints.replaceChildren(...suggestions(ctx, write, typed)); };
  const send = async (event) => {
    event.preventDefault();
    const text = write.value.trim();
    if (!text) return;
    drafts.delete(key);
    write.value = "";
    typed();
    if (await sent(ctx, place, ts, text)) return;
    drafts.set(key, text);
    write.value = text;
  };
  write.addEventListener("input", typed);
  write.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) send(event); });
  hints.append(...suggestions(ctx, write, typed));
  return h("form", { className: "composer", onsubmit: send }, hints, write, h("button", { type: "submit", className: "primary", id: `${id}-send` }, "Send"));
}

async function sent(ctx, place, ts, text) {
  if (text.startsWith("/")) return ctx.act("command", { channel: place.id, text });
  const { editing } = ctx.state;
  ctx.state.editing = null;
  if (editing) return ctx.act("edit", { channel: place.id, ts: editing, text: escaped(text) });
  return ctx.act("say", { channel: place.id, text: escaped(text), thread_ts: ts });
}

// The app's commands, and the words that its hints name.
function suggestions(ctx, write, typed) {
  if (!write.value.startsWith("/")) return [];
  const found = ctx.features.slash_commands.flatMap((each) => {
    const more = (each.usage_hint ?? "").replace(/[[\]]/g, "").split("|").map((word) => word.trim()).filter(Boolean);
    return [[each.command, each.description], ...more.map((word) => [`${each.command} ${word}`, ""])];
  });
  return found.filter(([text]) => text.startsWith(write.value) && text !== write.value).map(([text, about]) =>
    h("button", { type: "button", className: "plain", onclick: () => { write.value = text; typed(); write.focus(); } }, h("code", {}, text), about && ` ${about}`));
}
