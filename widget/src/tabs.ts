/**
 * A browser copies a tab's storage when somebody duplicates the tab, and then two tabs would speak
 * in one conversation. So a tab that wakes up with a conversation asks whether another one has it.
 */
const CHANNEL = 'pump-navigator';
/** Long enough for a tab in the background of a slow phone. */
const WAIT = 500;

interface Call {
  kind: 'asked' | 'taken';
  id: string;
}

export interface Claim {
  release(): void;
}

function open(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}

export async function isTaken(id: string): Promise<boolean> {
  const channel = open();
  if (!channel) return false;
  const taken = await new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<Call>) => {
      if (data.kind === 'taken' && data.id === id) resolve(true);
    };
    channel.postMessage({ kind: 'asked', id } satisfies Call);
    setTimeout(resolve, WAIT, false);
  });
  channel.close();
  return taken;
}

/** From here on this tab answers for the conversation. */
export function claim(id: string): Claim {
  const channel = open();
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Call>) => {
      if (data.kind === 'asked' && data.id === id) channel.postMessage({ kind: 'taken', id } satisfies Call);
    };
  }
  return { release: () => channel?.close() };
}
