package dev.berth.proxy.web;

/** The page's build as tests need it: the templates with their placeholders and nothing around them. */
public final class TestAssets {

    private TestAssets() {}

    public static Assets plain() {
        return Assets.read("plain-web");
    }
}
