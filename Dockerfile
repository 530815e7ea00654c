# syntax=docker/dockerfile:1
# docker build -t portico .        See docs/deploy.md.

FROM node:24-trixie-slim AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.npm node bin/build/runtime.mjs /portico

FROM node:24-trixie-slim
# The id is fixed, so that a volume can be given to it.
RUN groupadd --gid 10001 portico \
  && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin portico \
  && install -d -o 10001 -g 10001 -m 0711 /data
# Owned by root: the process may read what it runs and change nothing of it.
COPY --from=build /portico /portico
WORKDIR /portico
ENV NODE_ENV=production \
  PORTICO_HOST=0.0.0.0 \
  PORTICO_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 3000
# Live, not ready: a server without its database recovers by itself and is not to be killed for it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Longer than HubSpot may take for a token: docker run --stop-timeout 90.
STOPSIGNAL SIGTERM
CMD ["node", "bin/launch.mjs", "start"]
