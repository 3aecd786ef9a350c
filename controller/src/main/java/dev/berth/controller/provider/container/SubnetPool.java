package dev.berth.controller.provider.container;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Berth's own range of addresses, handed out in equal blocks. Pure.
 *
 * <p>The search starts at a place that follows from the computer's uid, so that two stacks on one host, which do not see each other's networks, rarely try the same block.
 */
public record SubnetPool(Subnet range, int blockPrefix) {

    /** A box, its gateway, and room for what Docker reserves. */
    public static final int BLOCK_PREFIX = 28;

    public static final SubnetPool DEFAULT = new SubnetPool(Subnet.parse("10.89.0.0/16"), BLOCK_PREFIX);

    public SubnetPool {
        if (blockPrefix < range.prefix() || blockPrefix > 30)
            throw new IllegalArgumentException("The network " + range + " has no room for blocks of /" + blockPrefix
                    + "; give containers a larger network.");
    }

    /** Up to {@code most} free blocks, nearest to the place of {@code seed} first. */
    public List<Subnet> free(String seed, Collection<Subnet> taken, int most) {
        int blocks = 1 << (blockPrefix - range.prefix());
        int start = Math.floorMod(seed.hashCode(), blocks);
        var found = new ArrayList<Subnet>();
        for (int i = 0; i < blocks && found.size() < most; i++) {
            long index = (start + (long) i) % blocks;
            var block = new Subnet(range.base() + index * (1L << (32 - blockPrefix)), blockPrefix);
            if (taken.stream().noneMatch(block::overlaps)) found.add(block);
        }
        return found;
    }
}
