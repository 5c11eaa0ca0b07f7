package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JobKeyTest {
    record Size(
            @Key(value = "how long", otherwise = "1", min = 0)
            double length) {
        Size {
            Bounds.check(Size.class, "length", length);
        }
    }

    record Wood(
            @Key("which tree") String tree,
            @Key(value = "planks", name = "class") OptionalInt drawn,
            @Keys Size size) {}

    record Shelf(
            @Key(value = "boards", otherwise = "3") int boards,
            @Keys(otherwise = "{length: 0.5}") Wood wood,
            @Key(value = "label", otherwise = "none") String label) {}

    record House(
            @Key(value = "its shelf", otherwise = "{tree: oak}")
            Shelf shelf) {}

    record Twice(@Keys Size size, @Key("again") double length) {}

    record Unknown(@Keys(otherwise = "{width: 1}") Size size) {}

    private static Shelf shelf(String yaml) {
        return JobReader.read((ObjectNode) JobFile.parse(yaml), Shelf.class);
    }

    @Test
    void keysOfGroupsAreReadAsKeysOfTheRecord() {
        assertThat(shelf("{tree: oak, class: 7, length: 2, label: x}"))
                .isEqualTo(new Shelf(3, new Wood("oak", OptionalInt.of(7), new Size(2)), "x"));
    }

    @Test
    void aGroupMayHaveOtherDefaultsInARecord() {
        assertThat(shelf("{tree: oak}").wood().size().length()).isEqualTo(0.5);
        assertThat(JobReader.read((ObjectNode) JobFile.parse("{tree: oak}"), Wood.class)
                        .size()
                        .length())
                .isEqualTo(1);
    }

    @Test
    void whatIsWrongInAGroupIsSaidOfTheRecord() {
        assertThatThrownBy(() -> shelf("{}")).hasMessage("tree is missing: expected text");
        assertThatThrownBy(() -> shelf("{tree: oak, length: -1}")).hasMessage("length -1: expected at least 0");
        assertThatThrownBy(() -> shelf("{tree: oak, lenght: 1}"))
                .hasMessage("unknown key 'lenght': did you mean 'length'?");
        assertThatThrownBy(() ->
                        JobReader.read((ObjectNode) JobFile.parse("{shelf: {tree: oak, length: -1}}"), House.class))
                .hasMessage("shelf.length -1: expected at least 0");
    }

    @Test
    void writtenRecordsSchemasPathsAndTreesKnowNoGroups() {
        assertThat(JobWriter.write("build", shelf("{tree: oak}")).toString())
                .isEqualTo("{\"command\":\"build\",\"boards\":3,\"tree\":\"oak\",\"length\":0.5,\"label\":\"none\"}");
        var schema = JobSchema.of(Shelf.class);
        assertThat(schema.get("properties").propertyNames())
                .containsExactly("boards", "tree", "class", "length", "label");
        assertThat(schema.get("required").toString()).isEqualTo("[\"tree\"]");
        assertThat(schema.get("properties").get("length").toString())
                .isEqualTo("{\"description\":\"how long\",\"type\":\"number\",\"minimum\":0.0,\"default\":0.5}");
        assertThat(KeyPath.find(House.class, "shelf.length").help()).isEqualTo("how long (default 0.5)");
        var tree = JobFile.object();
        JobTree.set(tree, House.class, "shelf.tree=oak");
        assertThat(tree.toString()).isEqualTo("{\"shelf\":{\"tree\":\"oak\"}}");
    }

    @Test
    void aKeyStandsOnceAndDefaultsAreOfKeysThatThereAre() {
        assertThatThrownBy(() -> JobKey.of(Twice.class)).hasMessageEndingWith("has two keys length");
        assertThatThrownBy(() -> JobKey.of(Unknown.class)).hasMessageEndingWith("has no key width");
    }
}
