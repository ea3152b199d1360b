// Slack's mark-up as nodes: dates in the reader's zone, names for ids, and what people typed as text.

import { h } from "./dom.js";

const EMOJI = { "+1": "👍", eyes: "👀", heart: "❤️", white_check_mark: "✅", ok_hand: "👌", pray: "🙏" };
const ENTITY = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const TOKEN = /<([^<>]+)>|`([^`\n]+)`|(?<![\w⁠])\*([^*\n]+)\*(?!\w)|(?<![\w⁠])_([^_\n]+)_(?!\w)|(?<![\w⁠])~([^~\n]+)~(?!\w)|:([a-z0-9_+-]+):/;

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;
export const emojiNames = Object.keys(EMOJI);
export const unescaped = (text) => text.replace(/&(lt|gt|amp);/g, (found) => ENTITY[found]);
export const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const day = (at, zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
export const time = (at, zone) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
export const date = (at, zone) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short" }).format(at).replace(",", "");

function pretty(at, zone, now) {
  for (const [days, word] of [[0, "today"], [1, "tomorrow"], [-1, "yesterday"]]) {
    if (day(at, zone) === day(new Date(now.getTime() + days * 86400000), zone)) return word;
  }
  return date(at, zone);
}

function slackDate(inside, reader) {
  const [, seconds, form] = inside.split("|")[0].split("^");
  const at = new Date(Number(seconds) * 1000);
  return form.replace(/\{(\w+)\}/g, (_, token) =>
    token === "time" ? time(at, reader.zone) : token.endsWith("pretty") ? pretty(at, reader.zone, reader.now) : date(at, reader.zone));
}

function angled(inside, reader) {
  if (inside.startsWith("!date^")) return h("time", {}, slackDate(inside, reader));
  if (inside.startsWith("@")) return h("span", { className: "mention" }, `@${reader.names[inside.slice(1)] ?? inside.slice(1)}`);
  if (inside.startsWith("#")) return h("span", { className: "mention" }, `#${reader.channels[inside.slice(1).split("|")[0]] ?? inside.slice(1)}`);
  if (inside.startsWith("!")) return h("span", { className: "mention" }, `@${inside.slice(1).split("|")[0].replace("subteam^", "")}`);
  const [address, label] = inside.split("|");
  return h("span", { className: "link", title: address }, unescaped(label ?? address));
}

// `reader` is { zone, now, names by id, channels by id }.
export function mrkdwn(text, reader) {
  const found = TOKEN.exec(text);
  if (!found) return text ? [unescaped(text)] : [];
  const [whole, inside, code, bold, slanted, struck, smiley] = found;
  const made =
    inside ? angled(inside, reader)
    : code ? h("code", {}, unescaped(code))
    : bold ? h("strong", {}, mrkdwn(bold, reader))
    : slanted ? h("em", {}, mrkdwn(slanted, reader))
    : struck ? h("s", {}, mrkdwn(struck, reader))
    : EMOJI[smiley] ?? whole;
  return [...(found.index ? [unescaped(text.slice(0, found.index))] : []), made, ...mrkdwn(text.slice(found.index + whole.length), reader)];
}

export const words = (part, reader) => (part.type === "mrkdwn" ? mrkdwn(part.text, reader) : [part.text]);
