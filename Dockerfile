# Plumbline: build with `docker build -t plumbline .`, or use compose.yaml in this folder.
FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /opt/plumbline
COPY --from=build --chown=root:root /build/package.json ./
COPY --from=build --chown=root:root /build/node_modules node_modules
COPY --from=build --chown=root:root /build/dist dist
COPY --from=build --chown=root:root /build/config config
# The data of `plumbline demo`.
COPY --from=build --chown=root:root /build/seeds seeds
RUN ln -s /opt/plumbline/dist/cli/main.js /usr/local/bin/plumbline \
  && groupadd --system --gid 10001 plumbline \
  && useradd --system --uid 10001 --gid plumbline --home-dir /workspace --shell /usr/sbin/nologin plumbline \
  && install --directory --owner=plumbline --group=plumbline --mode=0750 /workspace
USER 10001:10001
WORKDIR /workspace
ENV PLUMBLINE_WORKSPACE=/workspace
VOLUME ["/workspace"]
EXPOSE 8080
# The first start creates the workspace; later starts do not change it.
COPY --chmod=0555 packaging/container-start.sh /usr/local/bin/container-start
ENTRYPOINT ["container-start"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
