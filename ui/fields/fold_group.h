// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace tradeoff::ui {

/// A group is always a heading; "more" holds the fields that are seldom needed.
enum class FoldKind { Group, More };

/// Fields under a header that folds them away.
class FoldGroup : public QWidget {
    Q_OBJECT

public:
    /// \param path  object name; the header's is the path with ".header"
    FoldGroup(const QString& path, const QString& title, FoldKind kind, QWidget* parent = nullptr);

    void addField(QWidget* field);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }

private:
    QToolButton* m_header;
    bool m_open = true;
    QWidget* m_content;
    QVBoxLayout* m_fields;
};

} // namespace tradeoff::ui
