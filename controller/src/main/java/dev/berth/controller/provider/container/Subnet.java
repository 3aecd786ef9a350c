package dev.berth.controller.provider.container;

import java.util.Arrays;

/**
 * An IPv4 network.
 *
 * @param base first address, as an unsigned number
 * @param prefix length of the network part in bits
 */
public record Subnet(long base, int prefix) {

    public Subnet {
        if (prefix < 0 || prefix > 32) throw new IllegalArgumentException("A prefix is 0 to 32, not " + prefix + ".");
        base = base & mask(prefix);
    }

    /**
     * Reads {@code 10.89.0.0/16}.
     *
     * @throws IllegalArgumentException with a sentence for a person
     */
    public static Subnet parse(String text) {
        var parts = text.strip().split("/", -1);
        var octets = parts[0].split("\\.", -1);
        if (parts.length != 2
                || octets.length != 4
                || !parts[1].matches("[0-9]{1,2}")
                || !Arrays.stream(octets)
                        .allMatch(octet -> octet.matches("[0-9]{1,3}") && Integer.parseInt(octet) < 256))
            throw new IllegalArgumentException("\"" + text + "\" is no IPv4 network; write it like 10.89.0.0/16.");
        long base = 0;
        for (var octet : octets) base = base << 8 | Integer.parseInt(octet);
        return new Subnet(base, Integer.parseInt(parts[1]));
    }

    /** Number of addresses. */
    public long size() {
        return 1L << (32 - prefix);
    }

    public boolean overlaps(Subnet other) {
        int shorter = Math.min(prefix, other.prefix);
        return (base & mask(shorter)) == (other.base & mask(shorter));
    }

    @Override
    public String toString() {
        return (base >> 24) + "." + (base >> 16 & 255) + "." + (base >> 8 & 255) + "." + (base & 255) + "/" + prefix;
    }

    private static long mask(int prefix) {
        return 0xffff_ffffL << (32 - prefix) & 0xffff_ffffL;
    }
}
