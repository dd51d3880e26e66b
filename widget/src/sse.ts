/** Server-sent events of a response. (`EventSource` can neither post nor show a session.) */
export interface ServerEvent {
  event: string;
  data: string;
}

export async function* events(response: Response): AsyncGenerator<ServerEvent> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? "";
      for (const block of blocks) yield parse(block);
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function parse(block: string): ServerEvent {
  const found: ServerEvent = { event: "message", data: "" };
  for (const line of block.split(/\r?\n/)) {
    const [name, ...value] = line.split(":");
    const text = value.join(":").replace(/^ /, "");
    if (name === "event") found.event = text;
    if (name === "data") found.data += (found.data && "\n") + text;
  }
  return found;
}
