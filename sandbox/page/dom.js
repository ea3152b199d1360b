// Elements without a framework; text is always text, never markup.

const STANDING = ["selected", "checked"]; // as attributes, so that a difference shows

export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (STANDING.includes(name)) made.setAttribute(name, "");
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list" && name !== "form") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// Draw a part anew. What has not changed stays the very same element: a click on it is not lost.
export function redraw(root, ...children) {
  const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
  const fresh = children.flat(Infinity).filter(Boolean);
  fresh.forEach((node, n) => {
    const old = root.childNodes[n];
    if (!old) root.append(node);
    else if (!old.isEqualNode(node)) old.replaceWith(node);
  });
  while (root.childNodes.length > fresh.length) root.lastChild.remove();
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
