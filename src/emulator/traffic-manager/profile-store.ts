import type { ProfileResource } from "../../arm/traffic-manager.ts";

/** Profiles by their ARM id (case does not matter) and by FQDN. Whoever gets a profile must not change it: put a new one. */
export interface ProfileStore {
  get(id: string): ProfileResource | undefined;
  byFqdn(fqdn: string): ProfileResource | undefined;
  all(): Iterable<ProfileResource>;
  put(profile: ProfileResource): void;
  delete(id: string): boolean;
  /** Calls `listener` with the lower-case id after every put and delete; returns the way to stop. */
  subscribe(listener: (id: string) => void): () => void;
}

export function createProfileStore(): ProfileStore {
  const byId = new Map<string, ProfileResource>();
  const idByFqdn = new Map<string, string>();
  const listeners = new Set<(id: string) => void>();

  const forgetName = (key: string) => {
    const fqdn = byId.get(key)?.properties.dnsConfig.fqdn?.toLowerCase();
    if (fqdn && idByFqdn.get(fqdn) === key) idByFqdn.delete(fqdn);
  };
  const tell = (key: string) => {
    for (const listener of listeners) listener(key);
  };

  return {
    get: (id) => byId.get(id.toLowerCase()),
    byFqdn(fqdn) {
      const id = idByFqdn.get(fqdn.toLowerCase());
      return id === undefined ? undefined : byId.get(id);
    },
    all: () => byId.values(),
    put(profile) {
      const key = profile.id.toLowerCase();
      forgetName(key);
      byId.set(key, profile);
      const fqdn = profile.properties.dnsConfig.fqdn;
      if (fqdn) idByFqdn.set(fqdn.toLowerCase(), key);
      tell(key);
    },
    delete(id) {
      const key = id.toLowerCase();
      forgetName(key);
      const existed = byId.delete(key);
      if (existed) tell(key);
      return existed;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
