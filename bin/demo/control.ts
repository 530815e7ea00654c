/** The few calls the demo makes to the simulator's control side. */
export interface Control {
  post(path: string, body: unknown): Promise<unknown>;
}

/** @throws Error with the simulator's answer when it refuses */
export function createControl(controlUrl: string): Control {
  return {
    async post(path, body) {
      const response = await fetch(new URL(path, controlUrl), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`The simulator refused ${path}: ${text}`);
      return text ? JSON.parse(text) : undefined;
    },
  };
}
