package dev.berth.proxy.route;

/** Links to a face, for those who answer a landing. */
public final class FaceLink {

    private FaceLink() {}

    /** The query of a landing with the new face in it, other parameters as they came. */
    public static String query(String landing, long face) {
        return FaceParam.with(landing, face);
    }
}
