# One file, three images: docker build --target services|web|setup .
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY apps/workflow/package.json apps/workflow/
COPY evals/package.json evals/
COPY packages/certificate/package.json packages/certificate/
COPY packages/contracts/package.json packages/contracts/
COPY packages/database/package.json packages/database/
COPY packages/guard/package.json packages/guard/
COPY packages/semantic/package.json packages/semantic/
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY packages packages
COPY apps apps
COPY evals evals
RUN npx tsc -b && npm run build:web

# What runs needs no compiler, test runner or browser driver.
FROM build AS slim
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf apps/web/.next/cache

FROM node:20-bookworm-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
USER node

# API and workflow service: the command decides which.
FROM runtime AS services
COPY --from=slim --chown=root:root /app/package.json ./
COPY --from=slim --chown=root:root /app/node_modules node_modules
COPY --from=slim --chown=root:root /app/packages packages
COPY --from=slim --chown=root:root /app/apps/api apps/api
COPY --from=slim --chown=root:root /app/apps/workflow apps/workflow
COPY --chown=root:root models models
CMD ["node", "apps/api/dist/main.js"]

FROM runtime AS web
COPY --from=slim --chown=root:root /app/package.json ./
COPY --from=slim --chown=root:root /app/node_modules node_modules
COPY --from=slim --chown=root:root /app/packages/contracts packages/contracts
COPY --from=slim --chown=root:root /app/apps/web apps/web
CMD ["node", "apps/web/start.mjs"]

# Migrations, data, grants and users; ends when they are done.
FROM runtime AS setup
COPY --from=slim --chown=root:root /app/package.json ./
COPY --from=slim --chown=root:root /app/node_modules node_modules
COPY --from=slim --chown=root:root /app/packages packages
COPY --from=slim --chown=root:root /app/apps/cli apps/cli
COPY --chown=root:root models models
ENV COPILOT_HOME=/tmp/copilot
CMD ["node", "apps/cli/dist/main.js", "prepare"]
