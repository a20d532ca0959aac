// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fields/field_layout.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;

namespace tradeoff::ui {

/// A labelled list of a parameter's accepted words, of which one is chosen; people read what the
/// words mean.
class WordField : public QWidget {
    Q_OBJECT

public:
    WordField(const FieldTexts& texts, const std::vector<std::string>& words,
              QWidget* parent = nullptr);

    /// Shows a word without emitting anything.
    void showWord(const std::string& word);

signals:
    void edited(const std::string& word);
    void gestureEnded();

private:
    FieldParts m_parts;
    QComboBox* m_words;
};

} // namespace tradeoff::ui
