package dev.berth.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.Live;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link Berth} and a {@link Browsers.Window}; a failed test leaves pictures of its tabs in {@code target/pictures}. */
final class Browsers implements ParameterResolver, AfterEachCallback {

    static {
        // A Playwright object belongs to the thread that made it.
        Awaitility.pollInSameThread();
    }

    /** A browser context: cookies and storage of its own, as many tabs as a test opens. */
    static final class Window {

        private final BrowserContext context;
        private final List<Tab> tabs = new ArrayList<>();

        Window(BrowserContext context) {
            this.context = context;
        }

        Tab tab() {
            var tab = new Tab(context.newPage());
            tabs.add(tab);
            return tab;
        }

        Tab tab(String url) {
            var tab = tab();
            tab.open(url);
            return tab;
        }

        BrowserContext context() {
            return context;
        }

        private void pictures(String name) {
            for (int i = 0; i < tabs.size(); i++) {
                var page = tabs.get(i).page();
                if (page.isClosed()) continue;
                page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setPath(Path.of("target", "pictures", name + "-" + i + ".png")));
            }
        }
    }

    /** One browser for the whole run. */
    private static final class Chromium implements AutoCloseable {

        private final Playwright playwright;
        private final Browser browser;

        Chromium() {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Browsers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Window.class || type == Berth.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Berth.class) return Live.berth(context);
        return context.getStore(OURS).computeIfAbsent(Window.class, ignored -> window(context), Window.class);
    }

    private static Window window(ExtensionContext context) {
        var chromium = context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(Chromium.class, ignored -> new Chromium(), Chromium.class);
        return new Window(chromium.browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var window = context.getStore(OURS).get(Window.class, Window.class);
        if (window == null) return;
        try {
            if (context.getExecutionException().isPresent()) {
                window.pictures(context.getRequiredTestClass().getSimpleName() + "."
                        + context.getRequiredTestMethod().getName());
            }
        } finally {
            window.context().close();
        }
    }
}
