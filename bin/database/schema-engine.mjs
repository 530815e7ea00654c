import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const ENGINE = "@prisma/schema-engine-wasm/schema_engine_bg";

/** @type {Promise<any> | null} */
let loading = null;

/** Prisma's schema engine as WebAssembly: the same engine as the CLI's, without a download. */
function loadEngine() {
  loading ??= (async () => {
    // Where a panic inside the engine leaves its words; without it Node would die of a TypeError instead.
    /** @type {any} */ (globalThis).PRISMA_WASM_PANIC_REGISTRY ??= {
      set_message: (/** @type {string} */ text) => {
        throw new Error(`the schema engine panicked: ${text.slice(0, 500)}`);
      },
    };
    const glue = await import(ENGINE);
    const script = createRequire(import.meta.url).resolve(ENGINE);
    const bytes = readFileSync(script.replace(/\.js$/, ".wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
    glue.__wbg_set_wasm(instance.exports);
    /** @type {any} */ (instance.exports).__wbindgen_start();
    return glue.SchemaEngine;
  })();
  return loading;
}

/**
 * Runs a callback with a schema engine that works on one database. For a `diff` from migrations that database must be
 * an empty one that may be filled.
 * @template T
 * @param {import("pg").Pool} pool
 * @param {(engine: any) => Promise<T>} work
 * @param {{datamodels?: [string, string][], onSqlError?: (error: unknown) => void}} [options] onSqlError sees the
 *   server's own error of a failing script; the engine reports a later, derived one
 * @returns {Promise<T>}
 */
export async function withSchemaEngine(pool, work, { datamodels, onSqlError = () => {} } = {}) {
  const SchemaEngine = await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg(pool), onSqlError));
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks function bodies and quoted text, and sends the
 * pieces one by one. PostgreSQL takes a whole script as one message and makes it one transaction; so do that.
 * @param {PrismaPg} factory
 * @param {(error: unknown) => void} onSqlError
 */
function wholeScripts(factory, onSqlError) {
  const wrap = (/** @type {any} */ adapter) => {
    adapter.executeScript = async (/** @type {string} */ script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        onSqlError(error);
        adapter.onError(error);
      }
    };
    teachCharType(adapter);
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => wrap(await factory.connect()),
    // Prisma's own shadow database is dropped while still connected to; the caller's empty one serves instead.
    connectToShadowDb: async () => wrap(await factory.connect()),
  };
}

/**
 * The engine reads PostgreSQL's catalogue, which uses the one-byte type "char"; the adapter refuses that type.
 * @param {any} adapter
 */
function teachCharType(adapter) {
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  /** @type {WeakMap<object, number[]>} */
  const charColumns = new WeakMap();
  adapter.performIO = async (/** @type {object} */ query) => {
    const result = await performIO(query);
    /** @type {number[]} */
    const indexes = [];
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      indexes.push(index);
    }
    charColumns.set(query, indexes);
    return result;
  };
  adapter.queryRaw = async (/** @type {object} */ query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(query) ?? []) {
      result.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return result;
  };
}
