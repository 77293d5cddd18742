import { BlockList, isIP } from 'node:net';

/** Which machines this server may be sent to by what an administrator, or a provider, has written down. */
export interface ReachableAddresses {
  /** True when the IP address may be asked. Anything but an IP address may not. */
  allows(address: string): boolean;
}

/** Networks that no public provider is in. @see IANA, IPv4 and IPv6 Special-Purpose Address Registries */
const specialNetworks: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
];

/** Everything that is routed in the public IPv6 internet begins like this. */
const publicIpv6 = blockList(['2000::/3']);
const special = blockList(specialNetworks);

/**
 * Public addresses, and those of the networks that the operator of the server names.
 *
 * @param networks addresses and networks such as `10.0.0.0/8`, and `loopback`
 */
export function reachableAddresses(networks: readonly string[]): ReachableAddresses {
  const named = blockList(networks.flatMap((each) => (each === 'loopback' ? ['127.0.0.0/8', '::1'] : [each])));
  return {
    allows(address) {
      const plain = embeddedIpv4(address) ?? address;
      const family = isIP(plain);
      if (family === 0) return false;
      if (isIn(named, plain)) return true;
      return !isIn(special, plain) && (family === 4 || isIn(publicIpv6, plain));
    },
  };
}

/** True for addresses of the machine itself. */
export function isLoopbackAddress(address: string): boolean {
  return isIn(loopback, embeddedIpv4(address) ?? address);
}

const loopback = blockList(['127.0.0.0/8', '::1']);

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (type === 'ipv6' ? 128 : 32)), type);
  }
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The IPv4 address that an IPv6 address stands for: mapped ones, in either way of writing. */
function embeddedIpv4(address: string): string | undefined {
  const dotted = /^(?:0{0,4}:){2,5}ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  const match = /^(?:0{0,4}:){2,5}ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (match === null) return undefined;
  const [high, low] = [Number.parseInt(match[1]!, 16), Number.parseInt(match[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
