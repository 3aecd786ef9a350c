package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import dev.berth.stack.build.ProgramsBuild;
import dev.berth.stack.build.ReactorBuild;
import dev.berth.stack.testing.Tier;
import dev.berth.stack.testing.TierRun;
import dev.berth.stack.voice.FailedTest;
import dev.berth.stack.voice.Failure;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ./berth test}: every tier to its end, whatever the one before it said; none is skipped. */
final class TestRun {

    /** What the person asked for. */
    record Options(List<Tier> tiers, Optional<String> only, Optional<Long> seed, boolean yes) {
        Options {
            tiers = List.copyOf(tiers);
        }
    }

    private final Invocation invocation;
    private final Options options;
    private final Voice voice;
    private int tests;
    private int failed;

    TestRun(Invocation invocation, Options options) {
        this.invocation = invocation;
        this.options = options;
        this.voice = invocation.voice();
    }

    /** True when all of them passed. */
    boolean run() throws InterruptedException {
        invocation.header("test");
        StackFolder folder = new StackFolder(invocation.folder().path().resolve("test"));
        try (TestNeeds needs = new TestNeeds(invocation, options.yes(), folder)) {
            for (Tier tier : options.tiers()) {
                run(tier, needs, folder);
            }
        }
        boolean nothing = tests == 0 && failed == 0;
        if (nothing) {
            voice.note("berth: no test ran"
                    + options.only().map(name -> "; no class " + name).orElse("") + "\n");
        }
        voice.say(voice.words().tests(tests, failed, invocation.elapsed()));
        if (invocation.host().ci()) {
            voice.say((tests - Math.min(tests, failed)) + " passed, " + failed + " failed\n");
        }
        return failed == 0 && !nothing;
    }

    private void run(Tier tier, TestNeeds needs, StackFolder folder) throws InterruptedException {
        TierRun.Order order;
        try {
            order = new TierRun.Order(tier, options.only(), options.seed(), needs.prepare(tier));
            new ReactorBuild(invocation.repository(), invocation.folder()).ensure(voice);
            if (tier != Tier.UNIT) {
                // For tests that run ./berth up: it must not build again, under the tests.
                new ProgramsBuild(invocation.repository(), folder).keepBuilt();
            }
        } catch (StepFailed missing) {
            // Said already, with what to do. The tier counts as failed: it has proved nothing.
            failed++;
            return;
        }
        TierRun runner = new TierRun(
                invocation.repository(),
                invocation.folder().log(),
                invocation.shown(invocation.folder().log()));
        TierRun.Result[] result = new TierRun.Result[1];
        try {
            voice.step(tier.title(), progress -> {
                progress.at("running");
                result[0] = runner.run(order);
                if (!result[0].failures().isEmpty()) {
                    throw new StepFailed(failure(result[0]));
                }
                return detail(result[0].tests(), tier, needs);
            });
        } catch (StepFailed shown) {
            voice.failedTests(result[0].failures());
        }
        tests += result[0].tests();
        failed += result[0].failures().size();
    }

    private String detail(int count, Tier tier, TestNeeds needs) {
        return String.format(Locale.ROOT, "%,d tests", count)
                + needs.detail(tier)
                + options.seed().map(seed -> ", seed " + seed).orElse("");
    }

    private static Failure failure(TierRun.Result result) {
        List<FailedTest> failures = result.failures();
        String detail = String.format(Locale.ROOT, "%,d of %,d tests failed", failures.size(), result.tests());
        return new Failure(detail, List.of(), "", BerthCommand.FAILED);
    }
}
