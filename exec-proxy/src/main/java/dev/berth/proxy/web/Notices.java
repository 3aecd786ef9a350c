package dev.berth.proxy.web;

import dev.berth.proxy.route.Site;
import java.util.Map;

/** Pages that know of no computer, or must not tell (look/LOOK.md 9, layout C). */
public final class Notices {

    private final Assets assets;
    private final Site site;

    Notices(Assets assets, Site site) {
        this.assets = assets;
        this.site = site;
    }

    public Answer unknownComputer(String name) {
        return notice(
                404,
                "No computer",
                name,
                "No computer at this address",
                "Check the spelling of " + name + ". It may also have been deleted.",
                home("Go to my computer"),
                "404");
    }

    public Answer denied(String computer, String who) {
        return notice(
                403,
                "Denied",
                computer,
                "You cannot open this computer",
                "You are signed in as " + who
                        + ", and it belongs to someone else. Its owner can send you a share link.",
                home("Go to my computer"),
                "403");
    }

    public Answer signInNeeded(String computer) {
        return notice(
                401,
                "Sign in",
                computer,
                "Sign in to open " + computer,
                "You come straight back to this address.",
                home("Sign in"),
                "401");
    }

    /** The base host while its visitor has no computer. */
    public Answer noComputerYet() {
        return notice(
                200,
                "Berth",
                "berth",
                "No computer yet",
                "Apply a Computer with kubectl; its address then opens here.",
                "",
                "");
    }

    /** 500, 502: ours. The code is in the log. */
    public Answer serverError(int status, String incident) {
        return notice(
                status,
                "Error",
                "berth",
                "Something broke on our side",
                "Your computer was not touched. Try again, or send us the code below.",
                "<a class=\"btn main\" href=\"\">Try again</a><button class=\"btn\" data-copy=\"%1$s\">Copy incident code <kbd>c</kbd></button>"
                        .formatted(Html.escape(incident)),
                incident);
    }

    public Answer busy(String incident, int seconds) {
        return notice(
                        503,
                        "Busy",
                        "berth",
                        "No face could be opened just now",
                        "Nothing was lost. Try again in " + seconds + " s.",
                        "<a class=\"btn main\" href=\"\">Try again</a>",
                        incident)
                .with("Retry-After", Integer.toString(seconds));
    }

    public Answer tooFast(int seconds) {
        return notice(429, "Too fast", "berth", "Too many tries", "Try again in " + seconds + " s.", "", "429")
                .with("Retry-After", Integer.toString(seconds));
    }

    /** Any other refusal: the sentence is the page. */
    public Answer refused(int status, String why) {
        return notice(status, "Not here", "berth", "This did not work", why, "", Integer.toString(status));
    }

    private Answer notice(
            int status, String title, String computer, String heading, String text, String actions, String fine) {
        var body = "<h1>%s</h1>\n<p>%s</p>\n".formatted(Html.escape(heading), Html.escape(text))
                + (actions.isEmpty() ? "" : "<div class=\"actions\">" + actions + "</div>\n")
                + (fine.isEmpty() ? "" : "<p class=\"fine\">%s</p>".formatted(Html.escape(fine)));
        return Security.page(
                status,
                Html.fill(
                        assets.template("page"),
                        Map.of(
                                "title",
                                title,
                                "computer",
                                computer,
                                "home",
                                "/",
                                "icon",
                                assets.url("mark-ready.svg"),
                                "pill",
                                "",
                                "body",
                                body)));
    }

    private String home(String what) {
        return "<a class=\"btn main\" href=\"%s\">%s</a>".formatted(Html.escape(site.home()), Html.escape(what));
    }
}
