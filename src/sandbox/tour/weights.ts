const WEIGHT = /(webhook-traffic-manager-weight:\s*["']?)(\d+)/;

/** The weight that a manifest asks for; 100 when it says nothing. */
export function weightIn(manifest: string): number {
  return Number(WEIGHT.exec(manifest)?.[2] ?? 100);
}

export function withWeight(manifest: string, weight: number): string {
  return manifest.replace(WEIGHT, `$1${weight}`);
}

/** The share of each region, 0 to 1. */
export function shares(weights: ReadonlyMap<string, number>): Map<string, number> {
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  return new Map([...weights].map(([region, weight]) => [region, weight / sum]));
}
