import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Dispatcher } from "undici";
import type { Caller } from "./caller";
import { headersForService } from "./pass-headers";

/** An answer that nobody takes yet is read up to here, then HubSpot has to wait. In bytes. */
const EARLY_BYTES = 64 * 1024;
/** The rest of an answer that nobody wants is read up to here, so that its connection serves on. In bytes. */
const DUMPED_BYTES = 128 * 1024;
/** Up to here head and body of an answer leave in one write. In bytes. */
const ONE_WRITE_BYTES = 16 * 1024;

/** Hears of an answer's way. */
export interface AnswerEvents {
  /** There is a head. */
  begun(): void;
  /** There will be none. */
  failed(error: Error): void;
  /** Its connection is free, or broken. */
  over(): void;
}

/** Takes an answer's body in pieces; what ends it early is an error. */
interface Sink {
  data(chunk: Buffer): void;
  end(): void;
  failed(error: Error): void;
}

/**
 * One answer of HubSpot on its way, straight from the client's parser: what has come whole with its head goes out in one
 * piece, and the rest goes as it comes, as fast as it is taken.
 */
export class Answer implements Dispatcher.DispatchHandler {
  statusCode = 0;
  headers: IncomingHttpHeaders = {};

  private controller: Dispatcher.DispatchController | undefined;
  private early: Buffer[] = [];
  private earlyBytes = 0;
  private state: "asked" | "coming" | "whole" | Error = "asked";
  private sink: Sink | undefined;

  constructor(
    private readonly caller: Caller,
    private readonly events: AnswerEvents,
  ) {
    caller.onGone = () => this.abort();
  }

  /**
   * Sends head and body on. Whoever goes away ends the answer.
   * @throws what ended it early; the connection to the service is then no use any more
   */
  passOn(
    response: ServerResponse,
    asked: { origin: string; path: string; method: string },
  ): Promise<void> | void {
    const headers = headersForService(this.headers, asked);
    const early = this.takeEarly();
    if (this.state === "whole") {
      const isSaid = headers["content-length"] !== undefined || asked.method === "HEAD";
      // RFC 9110 section 8.6: no length where there can be no body.
      const isBodiless = this.statusCode === 204 || this.statusCode === 304;
      if (!isSaid && !isBodiless) headers["content-length"] = early.byteLength;
      response.writeHead(this.statusCode, headers);
      if (early.byteLength > ONE_WRITE_BYTES) return ended(response, () => response.end(early));
      // Node joins a head and a text, but writes a head and bytes as two pieces, which costs as much as all the rest.
      return void response.end(early.toString("latin1"), "latin1");
    }
    response.writeHead(this.statusCode, headers);
    return ended(response, (failed) => {
      response.on("drain", () => this.controller?.resume());
      const data = (chunk: Buffer) => {
        if (!response.write(chunk)) this.controller?.pause();
      };
      this.take({ data, end: () => response.end(), failed }, early);
    });
  }

  /** Reads an answer that nobody wants to its end, or ends it when it is long. */
  dump(): Promise<void> {
    return new Promise((done) => {
      let left = DUMPED_BYTES;
      const data = (chunk: Buffer) => {
        if ((left -= chunk.byteLength) < 0) this.controller?.abort(new Error("too long to read"));
      };
      this.take({ data, end: done, failed: () => done() }, this.takeEarly());
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // It was given up while it waited for a connection.
    if (this.state instanceof Error) controller.abort(this.state);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    // An interim answer (RFC 9110 section 15.2) is followed by the real one.
    if (statusCode < 200) return;
    [this.statusCode, this.headers, this.state] = [statusCode, headers, "coming"];
    this.events.begun();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.sink) return this.sink.data(chunk);
    this.early.push(chunk);
    this.earlyBytes += chunk.byteLength;
    if (this.earlyBytes > EARLY_BYTES) controller.pause();
  }

  onResponseEnd(): void {
    this.caller.onGone = undefined;
    this.state = "whole";
    this.events.over();
    this.sink?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.events.over();
    this.fail(error);
  }

  private takeEarly(): Buffer {
    const [first, ...more] = this.early;
    this.early = [];
    return first === undefined || more.length > 0
      ? Buffer.concat(first ? [first, ...more] : [])
      : first;
  }

  private take(sink: Sink, early: Buffer): void {
    this.sink = sink;
    if (early.byteLength > 0) sink.data(early);
    if (this.state === "whole") return sink.end();
    if (this.state instanceof Error) return sink.failed(this.state);
    this.controller?.resume();
  }

  private fail(error: Error): void {
    if (this.state === "whole" || this.state instanceof Error) return;
    this.caller.onGone = undefined;
    const before = this.state;
    this.state = error;
    if (before === "asked") this.events.failed(error);
    else this.sink?.failed(error);
  }

  /** Ends the call, whatever it is at. */
  private abort(): void {
    const error = new Error("nobody waits any more");
    this.controller?.abort(error);
    this.fail(error);
  }
}

/** Done when all of a response is handed to the system; fails when the service goes away, or as `send` says. */
function ended(
  response: ServerResponse,
  send: (failed: (error: Error) => void) => void,
): Promise<void> {
  return new Promise((done, failed) => {
    response.once("finish", done);
    response.once("error", failed);
    response.once("close", () => {
      if (!response.writableFinished) failed(new Error("the service went away"));
    });
    send(failed);
  });
}
