// Forms on top of each other: the newest is open, and what was typed stays until it is sent.

import { h } from "./dom.js";
import { blocks } from "./blocks.js";
import { standing } from "./fields.js";

let shown = ""; // what stands there; null: draw it anew whatever it is
let open = { id: "", read: new Map() }; // the form that stands there, and what is in its fields

// Draws the top one; leaves it alone while nothing but its surroundings changed.
export function modals(stack, ctx, person) {
  const top = stack.at(-1);
  const key = top ? JSON.stringify([person, top.id, top.view.hash, top.errors, stack.length]) : "";
  if (key === shown) return;
  shown = key;
  const root = document.getElementById("modals");
  const same = top?.id === open.id;
  const at = same && [document.activeElement?.id, root.firstChild?.scrollTop];
  if (same) keep(top);
  root.replaceChildren();
  if (!top) return;
  const dialog = h("dialog", { className: "modal", "aria-labelledby": "modal-title" });
  root.append(dialog);
  dialog.append(form(top, ctx));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); ctx.close(top); });
  dialog.addEventListener("close", () => dialog.isConnected && ctx.close(top)); // some browsers insist
  dialog.showModal();
  const there = at && at[0] && document.getElementById(at[0]);
  if (there) { there.focus(); dialog.scrollTop = at[1]; return; }
  (dialog.querySelector("[aria-invalid]") ?? dialog.querySelector(".fields :is(input, select, textarea, button)"))?.focus();
}

// The app has changed the form: what was typed meanwhile stays where the fields are the same.
function keep(top) {
  for (const { block_id: id, element } of top.view.blocks) {
    if (element && open.read.has(id)) top.state[id] = { [element.action_id]: standing(element, open.read.get(id)()) };
  }
}

function form(top, ctx) {
  const { view } = top;
  const read = new Map();
  open = { id: top.id, read };
  const typed = () => Object.fromEntries([...read].map(([name, value]) => [name, value()]));
  const inside = { ...ctx, state: top.state, errors: top.errors, read, prefix: `${top.id}-`, dispatch: (field) => ctx.choose(top, field, typed()), act: (element, value) => ctx.click({ view_id: top.id, action_id: element.action_id, value: value ?? element.value }) };
  const send = async (event) => {
    event.preventDefault();
    event.target.inert = true;
    const taken = await ctx.submit(top, typed());
    event.target.inert = false;
    if (!taken) return; // what was typed is here alone
    shown = null;
    ctx.refresh();
  };
  const own = top.errors[""];
  return h("form", { noValidate: true, onsubmit: send },
    h("h2", { id: "modal-title" }, top.title),
    own && h("p", { className: "error", role: "alert" }, own),
    h("div", { className: "fields" }, blocks(view.blocks, inside)),
    h("div", { className: "actions end" },
      h("button", { type: "button", id: `${top.id}-close`, onclick: () => ctx.close(top) }, view.close?.text ?? "Close"),
      view.submit && h("button", { type: "submit", className: "primary" }, view.submit.text)));
}
