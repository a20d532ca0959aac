// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QToolButton>

namespace tradeoff::ui {

/// A result's notes in one line, cut with "…" where there is no room for them. The mouse over it,
/// a click or a key shows them whole; to screen readers they are its name. Hidden without notes.
class NotesButton : public QToolButton {
    Q_OBJECT

public:
    enum class Extent {
        Line, ///< as much of the notes as there is room for
        Count ///< how many there are
    };

    explicit NotesButton(QWidget* parent = nullptr);

    void setNotes(const QStringList& notes);
    void setExtent(Extent extent);
    /// Opens a window with the whole notes, which any key closes. Without notes it does nothing.
    void showWhole();

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void initStyleOption(QStyleOptionToolButton* option) const override;

private:
    [[nodiscard]] QString count() const;
    [[nodiscard]] QString whole() const;
    void showText();

    QStringList m_notes;
    Extent m_extent = Extent::Line;
};

} // namespace tradeoff::ui
