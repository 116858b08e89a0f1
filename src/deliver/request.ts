/** One HTTP request to a receiver, made before anything is sent: pure data, so that each form can be tested by itself. */
export interface HttpRequest {
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | FormData;
}

/** What came back, as far as deliveries look at it. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body, as text. */
  readonly body: string;
}

export function jsonRequest(
  url: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** A request of several parts: JSON and a picture. The boundary is made by whoever sends it. */
export function multipartRequest(
  url: string,
  parts: Readonly<Record<string, string | Picture>>,
): HttpRequest {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part === 'string') body.append(name, part);
    else body.append(name, new Blob([part.png], { type: 'image/png' }), part.name);
  }
  return { method: 'POST', url, headers: {}, body };
}

export interface Picture {
  readonly name: string;
  readonly png: Uint8Array<ArrayBuffer>;
}
