# No BuildKit syntax: the classic builder and other tools build this file too.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY scripts/run.mjs scripts/page.mjs ./scripts/
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production \
    PLUMBLINE_DB=/data/plumbline.db
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY migrations ./migrations
COPY config ./config
COPY data ./data
# The only place that is written to; the rest of the file system may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
# The worker says whether it keeps up, and the ledger where the page is off; start-period covers the first run.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["node", "dist/main.js", "health", "--http"]
# Exec form: node is process 1 and gets SIGTERM itself. A young generation of 2 MB in place of 16 takes a third less memory.
ENTRYPOINT ["node", "--max-semi-space-size=2", "dist/main.js"]
CMD ["run"]
