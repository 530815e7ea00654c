import { startReceiver, type ReceivedPost, type ReceiverAnswer } from "./receiver";

/** A span as a collector reads it. */
export interface ReadSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  isFailed: boolean;
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
}

export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  posts: ReceivedPost[];
  spans(): ReadSpan[];
  /** How it answers from now on. */
  answers(answer: ReceiverAnswer): void;
  close(): Promise<void>;
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface OtlpSpan extends Omit<ReadSpan, "attributes" | "isFailed" | "resource"> {
  attributes: Attribute[];
  status: { code?: number };
}

interface OtlpRequest {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: OtlpSpan[] }[];
  }[];
}

const STATUS_ERROR = 2;

/** A collector that takes OTLP over HTTP as JSON and keeps what it gets. */
export async function startCollector(): Promise<Collector> {
  const receiver = await startReceiver();
  receiver.answer = { status: 200, headers: { "content-type": "application/json" }, body: "{}" };
  return {
    url: new URL(receiver.url).origin,
    posts: receiver.posts,
    spans: () => receiver.posts.flatMap(({ body }) => readSpans(JSON.parse(body) as OtlpRequest)),
    answers: (answer) => void (receiver.answer = answer),
    close: () => receiver.close(),
  };
}

function readSpans({ resourceSpans }: OtlpRequest): ReadSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, status, ...span }) => ({
        ...span,
        isFailed: status.code === STATUS_ERROR,
        attributes: valuesOf(attributes),
        resource: valuesOf(resource.attributes),
      })),
    ),
  );
}

function valuesOf(attributes: Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
