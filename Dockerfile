# Sinode in a container: `docker build -t sinode .`, see docs/administration/containers.md.
#
# Tags of base images move. No digest is known where this was written: whoever wants the same bytes tomorrow pins them,
# as in --build-arg BASE_IMAGE=docker.io/library/debian@sha256:… . Both have to be of one Debian, with glibc: ONNX Runtime
# does not run on Alpine's musl.
ARG NODE_IMAGE=docker.io/library/node:22-bookworm-slim
ARG BASE_IMAGE=docker.io/library/debian:bookworm-slim

# Node for the platform that the image is for. Only the program is taken: npm and the headers would be 40 MB more.
FROM ${NODE_IMAGE} AS node

# On the platform of the machine that builds, so that an image for another one needs no emulation.
FROM --platform=${BUILDPLATFORM} ${NODE_IMAGE} AS installed
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY packages/api/package.json packages/api/
COPY packages/cli/package.json packages/cli/
COPY packages/client/package.json packages/client/
COPY packages/contracts/package.json packages/contracts/
COPY packages/core/package.json packages/core/
COPY packages/engine/package.json packages/engine/
COPY packages/web/package.json packages/web/
# Its link to the command is made while packages are installed.
COPY packages/cli/bin packages/cli/bin
# For a registry of one's own: --secret id=npmrc,src=$HOME/.npmrc, and --secret id=ca,src=… for the certificate of a
# proxy that looks into TLS. Neither gets into a layer.
RUN --mount=type=cache,target=/root/.npm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca \
    if [ -e /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi; \
    npm install --no-save --no-audit --no-fund --loglevel=error

FROM installed AS built
COPY tsconfig*.json LICENSE ./
COPY models models
COPY scripts scripts
COPY packages packages
# As `npm start` does it: types are checked by `npm run check:types`, not here.
RUN node --input-type=module --eval "import { setUp } from './scripts/setup.mjs'; setUp()" \
    && mkdir /out && cp -r --parents LICENSE models packages/*/dist packages/api/migrations /out

# Everything that tests need: see compose.test.yaml.
FROM built AS test
ARG TEST_PACKAGES="chromium fonts-dejavu-core python3"
RUN set -- $TEST_PACKAGES; if [ $# -gt 0 ]; then \
      apt-get -qq update && apt-get -qq install --yes --no-install-recommends "$@" && rm -rf /var/lib/apt/lists/*; \
    fi
COPY . .
CMD ["npm", "test"]

# What runs, for the platform that the image is for.
FROM installed AS dependencies
ARG TARGETARCH
COPY deploy/container deploy/container
RUN --mount=type=cache,target=/root/.npm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca \
    if [ -e /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi; \
    cpu=$(echo "${TARGETARCH:-$(dpkg --print-architecture)}" | sed s/amd64/x64/); \
    npm install --no-save --no-audit --no-fund --loglevel=error --omit=dev --os=linux --libc=glibc --cpu="$cpu" \
    && node deploy/container/prune.mjs /src "$cpu" \
    && mkdir -p /out/app /out/etc /out/usr/local/bin && mkdir -m 1777 /out/data \
    && cp -r package.json node_modules packages /out/app/ && cp deploy/container/health.mjs /out/app/ \
    && ln -s /app/packages/cli/bin/sinode.js /out/usr/local/bin/sinode \
    && cp /etc/passwd /etc/group /out/etc/ \
    && echo 'sinode:x:10001:10001::/data:/usr/sbin/nologin' >> /out/etc/passwd && echo 'sinode:x:10001:' >> /out/etc/group

# Nothing is run below, so nothing below needs the processor that the image is for.
FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Sinode" \
      org.opencontainers.image.description="Finds every heartbeat in an ECG: API, dashboard and command line" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=dependencies /out/ /
COPY --from=built /out/ /app/
ENV NODE_ENV=production \
    ORT_DISABLE_TELEMETRY=1 \
    SINODE_HOST=0.0.0.0 \
    SINODE_DATA_DIR=/data/var \
    SINODE_LIBRARY_DIR=/data/library
# By number, for clusters that want to see that it is not root's.
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000 8501
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/health.mjs"]
# One process that takes SIGTERM itself, with no shell before it.
ENTRYPOINT ["sinode"]
CMD ["serve"]
