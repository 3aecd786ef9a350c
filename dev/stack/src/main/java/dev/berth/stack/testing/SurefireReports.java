package dev.berth.stack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What tests ran and which failed, from the XML reports that Surefire leaves in every module. */
public final class SurefireReports {

    private static final String FOLDER = "target/surefire-reports";

    private final Path repository;
    private final List<String> modules;

    public SurefireReports(Path repository, List<String> modules) {
        this.repository = repository;
        this.modules = List.copyOf(modules);
    }

    /**
     * What the reports say.
     *
     * @param tests how many ran, parameters counted one by one
     * @param failures those that failed; a skipped one has not passed
     */
    public record Summary(int tests, List<Case> failures) {
        public Summary {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A test that failed.
     *
     * @param className with its package
     * @param trace as Java prints it; empty when there is none
     */
    public record Case(String className, String method, String message, String trace) {

        public String simpleClassName() {
            return className.substring(className.lastIndexOf('.') + 1);
        }
    }

    /** Removes what an earlier run left, so that it is not counted again. */
    public void forget() {
        for (Path report : reports()) {
            try {
                Files.delete(report);
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }

    public Summary read() {
        int tests = 0;
        List<Case> failures = new ArrayList<>();
        for (Path report : reports()) {
            Summary one = parse(report);
            tests += one.tests();
            failures.addAll(one.failures());
        }
        return new Summary(tests, failures);
    }

    static Summary parse(Path report) {
        try {
            Document document = builder().parse(report.toFile());
            NodeList cases = document.getElementsByTagName("testcase");
            List<Case> failures = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                for (String kind : List.of("failure", "error", "skipped")) {
                    NodeList found = test.getElementsByTagName(kind);
                    if (found.getLength() > 0) {
                        failures.add(failed(test, (Element) found.item(0), kind));
                    }
                }
            }
            return new Summary(cases.getLength(), failures);
        } catch (IOException | SAXException cut) {
            // A report that is cut off means that the JVM of the tests died in the middle of this class.
            String name = String.valueOf(report.getFileName());
            return new Summary(1, List.of(new Case(name, "report", "cannot be read: " + cut.getMessage(), "")));
        }
    }

    private static Case failed(Element test, Element result, String kind) {
        String message = result.getAttribute("message");
        String trace = result.getTextContent();
        if (message.isBlank()) {
            message = kind.equals("skipped")
                    ? "was skipped"
                    : trace.lines().findFirst().orElse(kind);
        }
        return new Case(test.getAttribute("classname"), test.getAttribute("name"), message, trace);
    }

    private List<Path> reports() {
        List<Path> reports = new ArrayList<>();
        for (String module : modules) {
            Path folder = repository.resolve(module).resolve(FOLDER);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> String.valueOf(file.getFileName()).matches("TEST-.*\\.xml"))
                            .sorted()
                            .forEach(reports::add);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
        return reports;
    }

    /** The modules that the root's pom.xml names. */
    public static List<String> modules(Path repository) {
        try {
            Node root = builder().parse(repository.resolve("pom.xml").toFile()).getDocumentElement();
            NodeList found = ((Element) root).getElementsByTagName("module");
            List<String> modules = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                modules.add(found.item(i).getTextContent().strip());
            }
            return modules;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SAXException malformed) {
            throw new IllegalStateException("pom.xml is not XML", malformed);
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            // The default one prints to stderr, which is ours alone; what is wrong comes as an exception as well.
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("Every JDK parses XML", impossible);
        }
    }
}
