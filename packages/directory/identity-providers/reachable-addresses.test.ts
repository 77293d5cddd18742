import { describe, expect, it } from 'vitest';
import { isLoopbackAddress, reachableAddresses } from './reachable-addresses.ts';

describe('addresses that may be asked', () => {
  const open = reachableAddresses([]);

  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:7f00:1',
    '::7f00:1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '127.1',
    '2130706433',
    '',
  ])('are not %s', (address) => {
    expect(open.allows(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '::ffff:8.8.8.8', '2606:4700::1', '2a00:1450::200e'])(
    'are %s',
    (address) => {
      expect(open.allows(address)).toBe(true);
    },
  );

  it('are those that the operator names, besides', () => {
    const some = reachableAddresses(['10.1.0.0/16', '192.168.7.7', 'fd00::/8', 'loopback']);
    const asked = [
      '10.1.2.3',
      '10.2.0.1',
      '192.168.7.7',
      '192.168.7.8',
      'fd01::1',
      'fc01::1',
      '127.0.0.1',
      '::1',
      '8.8.8.8',
    ];
    expect(asked.filter((address) => some.allows(address))).toEqual([
      '10.1.2.3',
      '192.168.7.7',
      'fd01::1',
      '127.0.0.1',
      '::1',
      '8.8.8.8',
    ]);
  });

  it('are known as those of the machine itself in every form', () => {
    const asked = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', '::2', 'localhost'];
    expect(asked.map(isLoopbackAddress)).toEqual([true, true, true, false, false, false]);
  });
});
