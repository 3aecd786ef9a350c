package dev.berth.proxy.directory;

import dev.berth.crd.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How each watched kind finds its place on the {@link Shelves}. */
final class KindStores {

    private KindStores() {}

    static final class Computers extends ShelfStore {
        Computers(Shelves shelves) {
            super(shelves, "Computer");
        }

        @Override
        protected void shelve(String namespace, String name, long revision, GenericKubernetesResource object) {
            shelves.putComputer(new ComputerKey(namespace, name), revision, read(object, StoredComputer::of));
        }

        @Override
        protected void unshelve(String namespace, String name, long revision) {
            shelves.removeComputer(new ComputerKey(namespace, name));
        }

        @Override
        protected long revision(String namespace, String name) {
            var shelf = shelves.shelf(new ComputerKey(namespace, name));
            return shelf == null ? -1 : shelf.computer().map(Slot::revision).orElse(-1L);
        }

        @Override
        protected Stream<String> shelved() {
            return shelves.all().stream().filter(Shelf::hasComputer).map(s -> s.key()
                    .toString());
        }
    }

    static final class Instances extends ShelfStore {
        Instances(Shelves shelves) {
            super(shelves, "Instance");
        }

        private record Name(String computer, long number) {
            static Name parse(String name) {
                int dash = name.lastIndexOf('-');
                if (dash <= 0 || !name.substring(dash + 1).matches("[0-9]{1,10}")) {
                    throw new IllegalArgumentException("\"" + name + "\" is not {computer}-{number}");
                }
                return new Name(name.substring(0, dash), Long.parseLong(name.substring(dash + 1)));
            }
        }

        @Override
        protected void shelve(String namespace, String name, long revision, GenericKubernetesResource object) {
            var parsed = Name.parse(name);
            shelves.putInstance(
                    new ComputerKey(namespace, parsed.computer()),
                    parsed.number(),
                    revision,
                    read(object, StoredInstance::of));
        }

        @Override
        protected void unshelve(String namespace, String name, long revision) {
            var parsed = Name.parse(name);
            shelves.removeInstance(new ComputerKey(namespace, parsed.computer()), parsed.number());
        }

        @Override
        protected long revision(String namespace, String name) {
            try {
                var parsed = Name.parse(name);
                var shelf = shelves.shelf(new ComputerKey(namespace, parsed.computer()));
                if (shelf == null) return -1;
                return shelf.instances()
                        .filter(s -> s.number() == parsed.number())
                        .mapToLong(Slot::revision)
                        .findFirst()
                        .orElse(-1);
            } catch (IllegalArgumentException stray) {
                return -1;
            }
        }

        @Override
        protected Stream<String> shelved() {
            return shelves.all().stream().flatMap(shelf -> shelf.instances()
                    .map(s -> shelf.key().namespace() + "/"
                            + Names.instance(shelf.key().name(), s.number())));
        }
    }

    static final class Faces extends ShelfStore {
        Faces(Shelves shelves) {
            super(shelves, "Face");
        }

        @Override
        protected void shelve(String namespace, String name, long revision, GenericKubernetesResource object) {
            var parsed = FaceName.parse(name);
            shelves.putFace(
                    new ComputerKey(namespace, parsed.computer()), parsed, revision, read(object, StoredFace::of));
        }

        @Override
        protected void unshelve(String namespace, String name, long revision) {
            var parsed = FaceName.parse(name);
            shelves.removeFace(new ComputerKey(namespace, parsed.computer()), parsed, revision);
        }

        @Override
        protected long revision(String namespace, String name) {
            try {
                var parsed = FaceName.parse(name);
                var shelf = shelves.shelf(new ComputerKey(namespace, parsed.computer()));
                if (shelf == null) return -1;
                return shelf.faces()
                        .filter(s -> s.is(Slot.Kind.FACE, parsed.agent(), parsed.number()))
                        .mapToLong(Slot::revision)
                        .findFirst()
                        .orElse(-1);
            } catch (IllegalArgumentException stray) {
                return -1;
            }
        }

        @Override
        protected Stream<String> shelved() {
            return shelves.all().stream().flatMap(shelf -> shelf.faces()
                    .map(s -> shelf.key().namespace() + "/"
                            + Names.face(shelf.key().name(), s.agent(), s.number())));
        }
    }

    static final class Classes extends ShelfStore {
        private final ConcurrentHashMap<String, Long> revisions = new ConcurrentHashMap<>();

        Classes(Shelves shelves) {
            super(shelves, "ComputerClass");
        }

        @Override
        protected void shelve(String namespace, String name, long revision, GenericKubernetesResource object) {
            revisions.put(name, revision);
            shelves.putClass(object);
        }

        @Override
        protected void unshelve(String namespace, String name, long revision) {
            revisions.remove(name);
            shelves.removeClass(name);
        }

        @Override
        protected long revision(String namespace, String name) {
            return revisions.getOrDefault(name, -1L);
        }

        @Override
        protected Stream<String> shelved() {
            return revisions.keySet().stream();
        }
    }
}
