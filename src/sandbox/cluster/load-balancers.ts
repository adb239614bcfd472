/** Hands out public addresses as a cloud's load balancers would: made up, but stable for each object. */
export interface LoadBalancers {
  /** The addresses of one object: an IPv4 one, and an IPv6 one for dual stack. */
  addressesOf(object: string, dualStack: boolean): string[];
}

/** `second` is the second byte of every address: 10 gives 20.10.0.1, 20.10.0.2 … and 2603:1030:10::1 … */
export function createLoadBalancers(second: number): LoadBalancers {
  const numbers = new Map<string, number>();
  return {
    addressesOf(object, dualStack) {
      const number = numbers.get(object) ?? numbers.size + 1;
      numbers.set(object, number);
      const ipv4 = `20.${second}.${Math.floor(number / 256)}.${number % 256}`;
      return dualStack ? [ipv4, `2603:1030:${second}::${number.toString(16)}`] : [ipv4];
    },
  };
}
