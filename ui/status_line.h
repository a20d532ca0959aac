// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStatusBar>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace tradeoff::ui {

class NotesButton;

/// The line at the bottom: what was computed and how fast its exact errors, the result's notes, a
/// sign of work that takes longer than a moment, and what is under the mouse.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// \param milliseconds  until the exact errors were known; that of the first request for a
    ///                      scenario is shown
    void showResult(const Result& result, double milliseconds);

    void setBusy(bool busy);
    void setProgress(double share);
    /// Shows a button (and the Escape key) that ends the loading of a file.
    void setLoading(bool loading);
    void showReadout(const QString& readout);
    /// Opens a window with the whole notes of the last result, if it has any.
    void showNotes();

signals:
    void cancelRequested();

private:
    [[nodiscard]] QWidget* createTexts();

    std::optional<Scenario> m_scenario; ///< of the last result
    double m_milliseconds = 0.0;
    QLabel* m_result;
    NotesButton* m_notes;
    QLabel* m_readout;
    QWidget* m_texts = nullptr; ///< the three before, side by side
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTimer* m_patience;
};

} // namespace tradeoff::ui
