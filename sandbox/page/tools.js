// Beside the workspace: the clock, the story, Slack's bad days, and the record of calls.

import { h, redraw } from "./dom.js";
import { date, time } from "./text.js";

export function clock(ctx) {
  const { clock: told } = ctx.state.standing;
  const zone = ctx.reader.zone;
  const said = (at) => `${date(at, zone)} ${time(at, zone)}`;
  const move = (id, words, goal) => h("button", { type: "button", id: `clock-${id}`, onclick: () => ctx.tell("travel", goal) }, words);
  return h("div", { className: "clock", role: "group", "aria-label": "Clock" },
    h("strong", { id: "now" }, said(new Date(told.now))),
    h("span", { id: "next-due" }, told.next_due ? `next due ${said(new Date(told.next_due))}` : "nothing falls due"),
    move("15", "+15 min", { seconds: 900 }), move("60", "+1 hour", { seconds: 3600 }),
    move("morning", "Next working day 09:00", { morning: zone }), move("due", "Until the next nudge", { next: true }),
    h("button", { type: "button", id: "clock-runs", "aria-pressed": String(told.running), onclick: () => ctx.tell("clock", { running: !told.running }) }, told.running ? "Time runs" : "Time stands"));
}

export function tool(root, ctx) {
  const head = h("div", { className: "head" },
    h("h1", {}, ctx.state.tool === "story" ? "The story" : "Slack's bad days"),
    h("button", { type: "button", id: "close-tool", "aria-label": "Close", onclick: () => { ctx.state.tool = null; ctx.draw(); } }, "×"));
  const old = root.querySelector(".records")?.scrollTop ?? 0;
  redraw(root, head, ctx.state.tool === "story" ? story(ctx) : bad(ctx));
  const records = root.querySelector(".records");
  if (records) records.scrollTop = old;
}

function story(ctx) {
  const told = ctx.state.standing.story;
  if (!told) return h("p", {}, "Nobody tells the story: it comes with make try.");
  const wish = (id, words, what, more = {}) => h("button", { type: "button", id: `story-${id}`, className: more.className ?? "", disabled: more.disabled, onclick: () => ctx.tell("story/wish", what) }, words);
  const busy = told.doing !== null;
  const steps = told.steps.map((words, n) =>
    h("li", { className: n < told.done ? "done" : n === told.doing ? "doing" : "" },
      h("p", {}, words),
      n >= told.done && wish(`to-${n + 1}`, "Play up to here", { do: "to", step: n + 1 }, { disabled: busy, className: "plain" })));
  return [
    h("p", { className: "context" }, told.started
      ? "Be anybody meanwhile, look around, or go on by hand at any point. The clock stands while the story is told."
      : "A week in a support team, step by step. It begins with an empty workspace: what you have done so far is gone then."),
    h("div", { className: "actions" },
      wish("start", told.started ? "Start over" : "Start", { do: "start" }, { disabled: busy, className: told.started ? "" : "primary" }),
      wish("next", "Next", { do: "next" }, { disabled: busy || !told.started || told.done >= told.steps.length, className: told.started ? "primary" : "" }),
      told.playing ? wish("pause", "Pause", { do: "pause" }) : wish("play", "Play", { do: "play" }, { disabled: busy || !told.started })),
    told.amiss && h("p", { className: "error", role: "alert" }, `It did not happen: ${told.amiss}`),
    h("ol", { className: "steps" }, steps),
  ];
}

const FAULTS = [
  ["Slow: 2 seconds", { kind: "latency", seconds: 2 }],
  ["The next post: too many requests", { kind: "rate_limited", method: "chat.postMessage", retry_after: 5 }],
  ["The next call: error 500", { kind: "error_500" }],
  ["The next post breaks off before it arrives", { kind: "drop_before", method: "chat.postMessage" }],
  ["The next post arrives, its answer does not", { kind: "drop_after", method: "chat.postMessage" }],
  ["The next click comes twice", { kind: "duplicate", envelope: "interactive" }],
  ["The next message is delivered late", { kind: "retry", envelope: "events_api" }],
  ["The next click is lost", { kind: "lost", envelope: "interactive" }],
  ["The next post: Slack is broken, and it arrives all the same", { kind: "error", error: "internal_error", method: "chat.postMessage", took_effect: true }],
  ["Slack knows the app no more, until cleared", { kind: "error", error: "account_inactive", times: null }],
  ["As many calls a minute as Slack allows, until cleared", { kind: "limit" }],
  ["The next message comes after the one behind it", { kind: "overtaken" }],
  ["Disconnect now", { kind: "disconnect" }],
  ["The connection breaks off now", { kind: "torn" }],
  ["The connection falls silent now", { kind: "silent" }],
];

function bad(ctx) {
  const waiting = ctx.state.standing.faults;
  return [
    h("div", { className: "actions" }, FAULTS.map(([words, fault], n) => h("button", { type: "button", id: `fault-${n}`, onclick: () => ctx.tell("faults", fault) }, words))),
    waiting.length > 0 && [
      h("h2", {}, "Waiting to happen"),
      h("ul", {}, waiting.map((each) => h("li", {}, [each.kind, each.error, each.method, each.envelope, each.times === null && "until cleared"].filter(Boolean).join(" · ")))),
      h("button", { type: "button", id: "clear-faults", onclick: () => ctx.tell("faults", {}, "DELETE") }, "Clear"),
    ],
    h("h2", {}, "Calls, newest first"),
    h("ol", { className: "records", tabIndex: 0, "aria-label": "Calls" }, ctx.state.records.slice(-200).reverse().map((line) => record(line))),
  ];
}

function record(line) {
  const refused = line.answer?.ok === false ? ` refused: ${line.answer.error}` : "";
  const copy = (event) => navigator.clipboard.writeText(JSON.stringify(line)).then(() => { event.target.textContent = "Copied"; });
  return h("li", { className: refused || line.kind === "fault" ? "amiss" : "" },
    h("span", {}, `${line.n} ${line.kind} ${line.method ?? line.type ?? ""}${line.fault ? ` ${line.fault} ${line.error ?? ""}` : ""}${refused}`),
    h("button", { type: "button", id: `copy-${line.n}`, className: "plain", "aria-label": `Copy line ${line.n}`, onclick: copy }, "Copy"));
}
