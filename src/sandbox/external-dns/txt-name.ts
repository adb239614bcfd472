/** How the txt registry names its records; `prefix` is `--txt-prefix`, which may hold `%{record_type}`. */

const TYPES_IN_NAMES = ["A", "AAAA", "CNAME", "NS", "MX", "PTR", "SRV", "NAPTR"];
const TEMPLATE = "%{record_type}";

/** `app.example.com`, CNAME → `cname-app.example.com`. */
export function txtName(dnsName: string, recordType: string, prefix: string): string {
  const type = recordType.toLowerCase();
  return prefix.includes(TEMPLATE)
    ? `${filledIn(prefix, type)}${dnsName}`
    : `${prefix.toLowerCase()}${type}-${dnsName}`;
}

/** The reverse; a name without a known type in front is one of before v0.12, which covered every type but AAAA. */
export function ownedName(txtDnsName: string, prefix: string): { dnsName: string; recordType: string } {
  const name = txtDnsName.toLowerCase();
  if (prefix.includes(TEMPLATE)) {
    for (const recordType of TYPES_IN_NAMES) {
      const filled = filledIn(prefix, recordType.toLowerCase());
      if (name.startsWith(filled)) return { dnsName: name.slice(filled.length), recordType };
    }
  }
  const plain = filledIn(prefix, "");
  if (!name.startsWith(plain)) return { dnsName: "", recordType: "" };
  return withoutType(name.slice(plain.length));
}

function withoutType(name: string): { dnsName: string; recordType: string } {
  const recordType = TYPES_IN_NAMES.find((type) => name.split("-")[0] === type.toLowerCase()) ?? "";
  return { dnsName: recordType === "" ? name : name.slice(recordType.length + 1), recordType };
}

function filledIn(prefix: string, type: string): string {
  return prefix.toLowerCase().replaceAll(TEMPLATE, type);
}
