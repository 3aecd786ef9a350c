package dev.berth.proxy.directory;

import dev.berth.crd.AccessRole;
import dev.berth.crd.Everyone;
import java.util.Map;

/** Who besides the owner may open a computer. Roles of a later release are left out: they read as none. */
public record Sharing(Everyone everyone, Map<String, AccessRole> members) {

    public static final Sharing NONE = new Sharing(Everyone.NOBODY, Map.of());
}
