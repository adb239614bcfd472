import type { ProfileRef } from "../../src/core/profile.ts";
import { ArmError } from "../../src/provider/ports.ts";
import { type Azure, profilePath, RESOURCE_GROUP } from "./azure.ts";
import type { PortalEdit } from "./history.ts";
import { endpointNameOf, refOf, type Service } from "./service.ts";

export const TOOL_TARGET = "legacy.example.net";

/** What people in the portal and other tools do. What Azure refuses them they do not get; all is said whether it worked. */
export function createHands(azure: Azure) {
  const attempt = (method: string, path: string[], body?: unknown): boolean => {
    try {
      azure.ask(method, path, body);
      return true;
    } catch (error) {
      if (!(error instanceof ArmError)) throw error;
      return false;
    }
  };
  const endpointPath = (ref: ProfileRef, name: string) => [...profilePath(ref), "ExternalEndpoints", name];
  const refTo = (name: string): ProfileRef => ({ resourceGroup: RESOURCE_GROUP, name });

  return {
    takeName(name: string): void {
      const path = profilePath({ resourceGroup: "elsewhere", name });
      azure.ask("PUT", path, newProfile(name, {}), "99999999-0000-0000-0000-000000000000");
    },
    edit(service: Service, edit: PortalEdit): boolean {
      const path = endpointPath(refOf(service), endpointNameOf(service));
      if ("profileGone" in edit) return attempt("DELETE", profilePath(refOf(service)));
      if ("gone" in edit) return attempt("DELETE", path);
      return attempt("PATCH", path, { properties: "status" in edit ? { endpointStatus: edit.status } : edit });
    },
    setTtl: (profile: string, ttl: number) =>
      attempt("PATCH", profilePath(refTo(profile)), { properties: { dnsConfig: { ttl } } }),
    /** A tool knows its own endpoints by their target, and deletes no other. */
    setEndpoint(profile: string, name: string, target: string | undefined): boolean {
      const path = endpointPath(refTo(profile), name);
      const there = azure.profile(refTo(profile))?.properties.endpoints.find((one) => one.name === name);
      if (there && there.properties.target !== TOOL_TARGET) return false;
      return target === undefined ? attempt("DELETE", path) : attempt("PUT", path, { properties: { target } });
    },
    createProfile(profile: string, tags: number): boolean {
      if (azure.profile(refTo(profile))) return false;
      const named = Object.fromEntries(Array.from({ length: tags }, (_, index) => [`team-${index}`, "platform"]));
      return attempt("PUT", profilePath(refTo(profile)), newProfile(`${profile}-of-a-tool`, named));
    },
    /** Only what this tool created, and only when nobody has joined it. */
    deleteProfile(profile: string): boolean {
      const found = azure.profile(refTo(profile));
      if (found?.tags?.["team-0"] === undefined || found.properties.endpoints.length > 0) return false;
      return attempt("DELETE", profilePath(refTo(profile)));
    },
  };
}

function newProfile(relativeName: string, tags: Record<string, string>) {
  const properties = {
    trafficRoutingMethod: "Weighted",
    dnsConfig: { relativeName, ttl: 60 },
    monitorConfig: { protocol: "HTTPS", port: 443, path: "/" },
    endpoints: [],
  };
  return { location: "global", tags, properties };
}

export type Hands = ReturnType<typeof createHands>;
