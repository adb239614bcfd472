import type { KubernetesObject } from "../kubernetes/objects.ts";
import { type App, type Certificate, createApp } from "./app.ts";
import type { LoadBalancers } from "./load-balancers.ts";
import { placesOf, withStatus } from "./status.ts";

/** A place where an application can be reached under its public address. */
export interface Place {
  address: string;
  port: number;
  app: App;
}

/** An emulated Kubernetes cluster: objects, load balancers in front of them, and little applications behind. */
export interface Cluster {
  region: string;
  /** With their statuses, as a Kubernetes API server would list them. */
  objects(): readonly KubernetesObject[];
  places(): readonly Place[];
  /** Makes these the cluster's objects: the new ones get addresses and applications, the others lose theirs. */
  apply(objects: readonly KubernetesObject[]): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  region: string;
  loadBalancers: LoadBalancers;
  certificate: Certificate;
  /** Called whenever an application came or went. */
  onPlacesChanged(): void;
}

export function createCluster(options: ClusterOptions): Cluster {
  let objects: KubernetesObject[] = [];
  const places = new Map<string, Place>();

  const open = async (address: string, port: number) => {
    const key = `${address} ${port}`;
    if (places.has(key)) return;
    const app = createApp(options.region, port === 80 ? undefined : options.certificate);
    places.set(key, { address, port, app });
    await app.start();
  };
  const close = async (wanted: ReadonlySet<string>) => {
    for (const [key, { app }] of places) {
      if (wanted.has(key)) continue;
      places.delete(key);
      await app.kill();
    }
  };

  return {
    region: options.region,
    objects: () => objects,
    places: () => [...places.values()],
    async apply(wanted) {
      objects = wanted.map((object) => withStatus(object, options.loadBalancers));
      const wantedPlaces = objects.flatMap((object) => placesOf(object, options.loadBalancers));
      await close(new Set(wantedPlaces.map(({ address, port }) => `${address} ${port}`)));
      for (const { address, port } of wantedPlaces) await open(address, port);
      options.onPlacesChanged();
    },
    async close() {
      await close(new Set());
    },
  };
}
