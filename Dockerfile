# syntax=docker/dockerfile:1

# Dependencies have no native code, so one build serves every platform.
FROM --platform=$BUILDPLATFORM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# JavaScript starts in half the time of TypeScript whose types are stripped at start, and in 17 MB less.
RUN npm run build && npm prune --omit=dev --ignore-scripts
# What only browsers, debuggers and compilers read: half of the image.
RUN find node_modules dist -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && find node_modules -type d \( -path '*/dist/browser' -o -path '*/dist/react-native' \) -prune -exec rm -r {} +

FROM gcr.io/distroless/nodejs24-debian12
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="external-dns-traffic-manager" \
      org.opencontainers.image.description="External-DNS webhook provider for Azure Traffic Manager" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="gcr.io/distroless/nodejs24-debian12"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY bin ./bin
# Numeric, as `runAsNonRoot: true` of the pod can only be checked against a number.
USER 65532:65532
EXPOSE 8888 8080
# Arguments of the container go to the program. node itself is process 1 and gets SIGTERM.
ENTRYPOINT ["/nodejs/bin/node", "/app/bin/external-dns-traffic-manager.js"]
