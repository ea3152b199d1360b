// Block Kit: every block and element that a message or a form may hold.

import { h } from "./dom.js";
import { field } from "./fields.js";
import { words } from "./text.js";

const missing = (type) => h("p", { className: "not-rendered" }, `not rendered: ${type}`);

// `ctx` is { reader, people, place, act(element, value), state, errors, prefix }.
export const blocks = (found, ctx) => found.map((block, n) => (BLOCKS[block.type] ?? (() => missing(block.type)))(block, ctx, n));

const BLOCKS = {
  section: (block, ctx, n) =>
    h("div", { className: "section" },
      h("div", {},
        block.text && h("p", {}, words(block.text, ctx.reader)),
        (block.fields ?? []).map((each) => h("p", { className: "half" }, words(each, ctx.reader)))),
      block.accessory && element(block.accessory, ctx, `${n}-a`)),
  header: (block) => h("p", { className: "header" }, block.text.text),
  divider: () => h("hr"),
  context: (block, ctx) =>
    h("p", { className: "context" }, block.elements.map((each) => h("span", {}, each.type === "image" ? picture(each) : words(each, ctx.reader)))),
  image: (block) => h("figure", {}, picture(block), block.title && h("figcaption", {}, block.title.text)),
  actions: (block, ctx, n) => h("div", { className: "actions" }, block.elements.map((each, m) => element(each, ctx, `${n}-${m}`))),
  input: (block, ctx) => field(block, ctx),
  data_visualization: (block) => h("figure", {}, h("figcaption", {}, block.title), chart(block.chart)),
};

// The numbers of a chart, as a table.
function chart({ type, segments, series, axis_config: axis }) {
  const columns = type === "pie" ? [{ name: "", data: segments }] : series;
  const rows = type === "pie" ? segments.map((each) => each.label) : axis.categories;
  const value = (column, row) => column.data.find((point) => point.label === row)?.value ?? "";
  return h("table", {},
    h("tr", {}, h("td", {}, axis?.x_label ?? ""), columns.map((column) => h("th", { scope: "col" }, column.name || "Value"))),
    rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row), columns.map((column) => h("td", {}, String(value(column, row)))))));
}

const picture = (found) => h("img", { src: found.image_url, alt: found.alt_text, loading: "lazy" });

function element(found, ctx, key) {
  if (found.type === "button") return button(found, ctx, key);
  if (found.type === "image") return picture(found);
  if (found.type === "overflow") return overflow(found, ctx);
  const block = { block_id: `${ctx.prefix}${key}`, label: { text: found.placeholder?.text ?? "Choose" }, element: found, optional: true };
  return field(block, ctx, (value) => ctx.act(found, value)) ?? missing(found.type);
}

function button(found, ctx, key) {
  const press = async () => {
    if (!found.confirm || (await sure(found.confirm))) await ctx.act(found);
  };
  return h("button", { type: "button", id: `${ctx.prefix}${key}-${found.action_id}`, className: found.style ?? "", onclick: press }, found.text.text);
}

function overflow(found, ctx) {
  const choose = (event) => event.target.value && ctx.act(found, event.target.value);
  return h("select", { "aria-label": "More", onchange: choose },
    h("option", { value: "" }, "…"), found.options.map((each) => h("option", { value: each.value }, each.text.text)));
}

function sure(asked) {
  return new Promise((resolve) => {
    const answer = (yes) => () => { dialog.close(); dialog.remove(); resolve(yes); };
    const dialog = h("dialog", { className: "confirm", oncancel: answer(false), "aria-label": asked.title.text },
      h("h2", {}, asked.title.text), h("p", {}, asked.text.text),
      h("div", { className: "actions" },
        h("button", { type: "button", onclick: answer(false) }, asked.deny.text),
        h("button", { type: "button", className: "primary", onclick: answer(true) }, asked.confirm.text)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
