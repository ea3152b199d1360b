// What a person fills in, and what stands in it: one maker for each kind of element.

import { h } from "./dom.js";
import { words } from "./text.js";

const offset = (at, zone) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(at).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(at.getTime() / 1000) * 1000;
};
const localTime = (seconds, zone) => {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() + offset(at, zone)).toISOString().slice(0, 16);
};
const moment = (local, zone) => {
  const asUtc = new Date(`${local}:00Z`);
  return Math.round((asUtc.getTime() - offset(new Date(asUtc.getTime() - offset(asUtc, zone)), zone)) / 1000);
};

const optionOf = (each, chosen) => h("option", { value: each.value, selected: each.value === chosen }, each.text.text);
const nobody = (label) => h("option", { value: "" }, label);

function typed(kind) {
  return (element, state, attrs) => {
    const tag = element.multiline ? "textarea" : "input";
    const made = h(tag, { ...attrs, ...(tag === "input" ? { type: kind } : { rows: 4 }), value: state?.value ?? "", placeholder: element.placeholder?.text, maxLength: element.max_length ?? 3000 });
    return [made, () => made.value];
  };
}

function native(kind, name) {
  return (element, state, attrs) => {
    const made = h("input", { ...attrs, type: kind, value: state?.[name] ?? "" });
    return [made, () => made.value || null];
  };
}

function whenField(element, state, attrs, ctx) {
  const chosen = state?.selected_date_time;
  const made = h("input", { ...attrs, type: "datetime-local", value: chosen ? localTime(chosen, ctx.reader.zone) : "" });
  return [made, () => (made.value ? moment(made.value, ctx.reader.zone) : null)];
}

function select(element, state, attrs) {
  const options = element.options ?? element.option_groups.flatMap((group) => group.options);
  const made = h("select", attrs, nobody(element.placeholder?.text ?? "Choose one"), options.map((each) => optionOf(each, state?.selected_option?.value)));
  return [made, () => made.value || null];
}

const among = (kind, name) => (element, state, attrs, ctx) => {
  const made = h("select", attrs, nobody("Nobody"), ctx[kind].map((each) => h("option", { value: each.id, selected: each.id === state?.[name] }, each.name)));
  return [made, () => made.value || null];
};

function boxes(kind) {
  return (element, state, attrs, ctx) => {
    const chosen = kind === "radio" ? [state?.selected_option?.value] : (state?.selected_options ?? []).map((each) => each.value);
    const rows = element.options.map((each, n) => {
      const input = h("input", { type: kind, name: attrs.id, value: each.value, checked: chosen.includes(each.value), id: `${attrs.id}-${n}`, "aria-describedby": attrs["aria-describedby"] });
      return h("label", { className: "choice" }, input, h("span", {}, words(each.text, ctx.reader)));
    });
    const made = h("div", { id: attrs.id, onchange: attrs.onchange }, rows);
    const picked = () => [...made.querySelectorAll("input:checked")].map((input) => input.value);
    return [made, () => (kind === "radio" ? picked()[0] ?? null : picked())];
  };
}

// Several of a list, in the order in which they were chosen.
const several = (options, chosenIn) => (element, state, attrs, ctx) => {
  const known = options(element, ctx);
  const chosen = [...chosenIn(state)];
  const made = h("div", { className: "several" });
  const changed = () => { draw(); attrs.onchange?.({}); };
  const draw = () => {
    const left = known.filter((each) => !chosen.includes(each.id));
    const add = h("select", { id: attrs.id, "aria-describedby": attrs["aria-describedby"], onchange: (event) => { chosen.push(event.target.value); changed(); document.getElementById(attrs.id)?.focus(); } },
      nobody("Add …"), left.map((each) => h("option", { value: each.id }, each.name)));
    const chips = chosen.map((id) => {
      const name = known.find((each) => each.id === id)?.name ?? id;
      return h("button", { type: "button", className: "chip", "aria-label": `Remove ${name}`, onclick: () => { chosen.splice(chosen.indexOf(id), 1); changed(); } }, `${name} ×`);
    });
    made.replaceChildren(...chips, add);
  };
  draw();
  return [made, () => [...chosen]];
};

const optionList = (element) => element.options.map((each) => ({ id: each.value, name: each.text.text }));

const KINDS = {
  plain_text_input: typed("text"),
  number_input: typed("number"),
  email_text_input: typed("email"),
  static_select: select,
  multi_static_select: several(optionList, (state) => (state?.selected_options ?? []).map((each) => each.value)),
  users_select: among("people", "selected_user"),
  multi_users_select: several((_element, ctx) => ctx.people, (state) => state?.selected_users ?? []),
  channels_select: among("channelList", "selected_channel"),
  conversations_select: among("channelList", "selected_conversation"),
  radio_buttons: boxes("radio"),
  checkboxes: boxes("checkbox"),
  datepicker: native("date", "selected_date"),
  timepicker: native("time", "selected_time"),
  datetimepicker: whenField,
};
const GROUPS = ["radio_buttons", "checkboxes"];

// A value as the element's state: each maker looks at the name that it knows.
export const standing = (element, value) => {
  const options = [value].flat().map((each) => element.options?.find((option) => option.value === each)).filter(Boolean);
  return { value, selected_option: options[0], selected_options: options, selected_user: value, selected_users: value, selected_channel: value, selected_conversation: value, selected_date: value, selected_time: value, selected_date_time: value };
};

// One input with its label, hint and error. In a message, `changed` is called at once.
export function field(block, ctx, changed) {
  const { element } = block;
  const id = `${ctx.prefix}${block.block_id}`;
  const make = KINDS[element.type];
  if (!make) return h("p", { className: "not-rendered" }, `not rendered: ${element.type}`);
  const error = ctx.errors?.[block.block_id];
  const about = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || null;
  const state = ctx.state?.[block.block_id]?.[element.action_id];
  let read = () => null;
  const attrs = { id, "aria-describedby": about, "aria-invalid": error ? "true" : null, onchange: changed ? () => changed(read()) : block.dispatch_action && (() => ctx.dispatch?.(block.block_id)) };
  const [control, value] = make(element, state, attrs, ctx);
  read = value;
  ctx.read?.set(block.block_id, value);
  const label = `${block.label.text}${block.optional && !changed ? " (optional)" : ""}`;
  const rest = [
    control,
    block.hint && h("p", { className: "hint", id: `${id}-hint` }, block.hint.text),
    error && h("p", { className: "error", id: `${id}-error` }, error),
  ];
  if (GROUPS.includes(element.type)) return h("fieldset", { className: "field" }, h("legend", {}, label), rest);
  return h("div", { className: "field" }, h("label", { htmlFor: id, className: changed ? "unseen" : "" }, label), rest);
}
