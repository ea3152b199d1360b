// The sandbox's control API.

export class Cannot extends Error {}

async function answered(response) {
  const told = await response.json();
  if (!response.ok) throw new Cannot(told.error);
  return told;
}

export const get = async (path) => answered(await fetch(`/control/${path}`));

export const post = async (path, told = {}, method = "POST") =>
  answered(await fetch(`/control/${path}`, { method, body: JSON.stringify(told) }));

// Calls `look` now and after every change; `away` when the sandbox is gone, until it is back.
export function watch(look, away) {
  const stream = new EventSource("/control/watch");
  stream.onmessage = look;
  stream.onerror = away;
}
