//! Text on its way into a page. Whatever a person or a file may have written goes through [`text`].

use std::fmt::Write as _;

/// The text as HTML that shows exactly it, in an element or in a quoted attribute. Characters that a page may not
/// hold are shown as `�`.
pub(crate) fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            // Marks that turn the direction of the text around them would let a note rearrange the page.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            character if character.is_control() => out.push('\u{fffd}'),
            character => out.push(character),
        }
    }
    out
}

/// A table that becomes a list of cards on a narrow screen; the roles keep it a table for a screen reader there.
pub(crate) struct Table {
    head: String,
    columns: Vec<String>,
    rows: String,
    class: &'static str,
}

impl Table {
    /// `caption` and the names of the columns are plain text.
    pub(crate) fn new(caption: &str, columns: &[&str]) -> Self {
        let mut head =
            format!("<caption>{}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">", text(caption));
        for column in columns {
            // Writing to a text never fails, here and below.
            let _ = write!(head, "<th role=\"columnheader\" scope=\"col\">{}</th>", text(column));
        }
        head.push_str("</tr></thead>\n");
        let columns = columns.iter().map(|column| text(column)).collect();
        Self { head, columns, rows: String::new(), class: "short" }
    }

    /// For cells of several lines: on a narrow screen they stand under their names, not beside them.
    pub(crate) fn with_long_cells(self) -> Self {
        Self { class: "long", ..self }
    }

    /// For a table right below a heading that says the same: the caption is for screen readers alone.
    pub(crate) fn with_hidden_caption(self) -> Self {
        Self { class: "short captioned", ..self }
    }

    /// One row; the cells are HTML, the first one heads the row.
    pub(crate) fn row(&mut self, cells: &[String]) {
        self.rows.push_str("<tr role=\"row\">");
        for (index, (cell, column)) in cells.iter().zip(&self.columns).enumerate() {
            let _ = match index {
                0 => write!(
                    self.rows,
                    "<th role=\"rowheader\" scope=\"row\" data-label=\"{column}\">{cell}</th>"
                ),
                _ => write!(self.rows, "<td role=\"cell\" data-label=\"{column}\"><div>{cell}</div></td>"),
            };
        }
        self.rows.push_str("</tr>\n");
    }

    pub(crate) fn finish(self) -> String {
        format!(
            "<table role=\"table\" class=\"{}\">{}<tbody role=\"rowgroup\">\n{}</tbody></table>\n",
            self.class, self.head, self.rows
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_person_writes_becomes_markup() {
        assert_eq!(text("<script>alert('x')</script>"), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        assert_eq!(text("a \"b\" & c"), "a &quot;b&quot; &amp; c");
        assert_eq!(text("x\u{202e}y\u{0}z\nw"), "x\u{fffd}y\u{fffd}z w");
    }

    #[test]
    fn a_table_has_a_cell_for_each_column_and_no_more() {
        let mut table = Table::new("a & b", &["one", "t<o"]);
        table.row(&["1".into(), "2".into(), "3".into()]);
        let table = table.finish();
        assert!(table.contains("<caption>a &amp; b</caption>") && table.contains("data-label=\"t&lt;o\""));
        assert_eq!(
            (table.matches("role=\"cell\"").count(), table.matches("role=\"rowheader\"").count()),
            (1, 1)
        );
    }
}
