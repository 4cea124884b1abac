const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:'];

/** The address when it is one that a link may lead to, else null. */
export function safeUrl(url: unknown, base: string): URL | null {
  if (typeof url !== 'string') return null;
  try {
    const parsed = new URL(url, base);
    return SCHEMES.includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

export function opensPage(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
