import { createEmulator } from "../src/emulator/emulator.ts";
import { createManualClock } from "../src/time/manual-clock.ts";

const NP = Number(process.argv[2]);
const P = (i: number) => `/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/trafficmanagerprofiles/p${i}`;
const e = createEmulator({ clock: createManualClock(), probe: async () => ({ passed: true }) });
const mk = (n: string) => ({
  name: n,
  type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
  properties: { target: `${n}.example.com` },
});
for (let k = 0; k < NP; k++)
  await e.fetch(
    new Request(`http://l${P(k)}?api-version=2022-04-01`, {
      method: "PUT",
      body: JSON.stringify({
        location: "global",
        properties: {
          trafficRoutingMethod: "Weighted",
          dnsConfig: { relativeName: "p" + k },
          monitorConfig: { protocol: "HTTP", port: 80, path: "/" },
          endpoints: Array.from({ length: 200 }, (_, i) => mk("e" + i)),
        },
      }),
    }),
  );
await new Promise((r) => setTimeout(r, 500));
for (let round = 0; round < 3; round++) {
  const t = performance.now();
  const N = 2000;
  for (let i = 0; i < N; i++) {
    const r = await e.fetch(new Request(`http://l${P(i % NP)}?api-version=2022-04-01`));
    await r.arrayBuffer();
  }
  console.log(((performance.now() - t) / N).toFixed(3), "ms each");
}
await e.close();
