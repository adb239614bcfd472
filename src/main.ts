#!/usr/bin/env node
import { connect } from "./azure/credential.ts";
import { createTrafficManager } from "./azure/traffic-manager.ts";
import { createVanityRecords } from "./azure/vanity-records.ts";
import { type Config, parseConfig } from "./config/config.ts";
import { VERSION } from "./config/version.ts";
import { readClusterId } from "./kubernetes/cluster-id.ts";
import { learnClusterId } from "./kubernetes/learn-cluster-id.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { createProvider } from "./provider/provider.ts";
import { systemClock as clock } from "./time/clock.ts";
import { CannotListen, listen } from "./webhook/listen.ts";
import { createWebhook } from "./webhook/routes.ts";
import { createStatus } from "./webhook/status.ts";

/** external-dns gives up after 15 s, and ends. */
const WEBHOOK_DEADLINE = 12_000;
/** Kubernetes kills 30 s after it asks to end. */
const LONGEST_GOODBYE = 25_000;

await main();

async function main(): Promise<void> {
  const parsed = parseConfig(process.argv.slice(2), process.env);
  if ("config" in parsed) {
    await serve(parsed.config).catch((error: unknown) => {
      if (!(error instanceof CannotListen)) throw error;
      process.stderr.write(`external-dns-traffic-manager: ${error.message}\n`);
      process.exit(1);
    });
  } else if ("problem" in parsed) {
    process.stderr.write(`external-dns-traffic-manager: ${parsed.problem}\n`);
    process.exitCode = 2;
  } else process.stdout.write("help" in parsed ? parsed.help : `${parsed.version}\n`);
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.log);
  const metrics = createMetrics({ version: VERSION, clock, healthExpiry: 3 * config.healthInterval });
  const readId = () => readClusterId({ env: process.env });
  const clusterId = learnClusterId({ configured: config.clusterId, read: readId, clock, log });
  const connection = connect({ ...config.azure, version: VERSION, clusterId: clusterId.current });
  const { resourceGroups } = config.defaults;
  const { vanity, ...rules } = config;
  const provider = createProvider({
    ...rules,
    api: createTrafficManager({ connection, resourceGroups, log }),
    ...(vanity === "azure-dns" && { vanity: createVanityRecords({ ...config, connection, clock }) }),
    subscriptionId: config.azure.subscriptionId,
    clusterId: clusterId.current,
    clock,
    random: Math.random,
    log,
    events: metrics.events,
  });

  const { onRequest } = metrics;
  const { bodyLimit } = config;
  const webhook = await listen(
    createWebhook({ provider, log, clock, bodyLimit, deadline: WEBHOOK_DEADLINE, onRequest }),
    config.webhook,
  );
  const status = await listen(createStatus({ provider, metrics: metrics.render }), config.status);
  log.info({ version: VERSION, webhook: webhook.address, status: status.address }, "listening");
  if ("emulator" in config.azure.target) {
    log.warn(
      { emulator: config.azure.target.emulator },
      "this is not Azure: an emulator is asked, nothing is written to Azure",
    );
  }
  if (config.dryRun) log.warn({}, "dry run: what would be written is told here, and nothing is written");

  const stop = async (signal: string) => {
    log.info({ signal }, "ending: what is in flight is finished first");
    clusterId.close();
    await webhook.close(LONGEST_GOODBYE);
    await provider.close();
    await status.close(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop(signal).catch((error: unknown) => log.error({ err: error }, "the end was not orderly"));
    });
  }
}
