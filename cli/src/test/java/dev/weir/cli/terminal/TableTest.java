package dev.weir.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        String text =
                new Table("ID", "NAME").row("lkc-1", "a").row("lkc-22", "").render();
        assertThat(text).isEqualTo("ID      NAME\nlkc-1   a\nlkc-22");
    }

    @Test
    void rowsAreCompleteOrRefused() {
        var table = new Table("ID", "NAME");
        assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
        assertThat(table.isEmpty()).isTrue();
    }
}
