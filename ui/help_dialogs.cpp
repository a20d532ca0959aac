// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_dialogs.h"

#include "ui/actions.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace tradeoff::ui {

namespace {

const QString helpName = QStringLiteral("keyboardHelp");

QString translated(const char* text)
{
    return QCoreApplication::translate("Help", text);
}

QString heading(const QString& area)
{
    return QStringLiteral("<tr><td colspan='3' style='padding-top:12px'><b>%1</b></td></tr>")
        .arg(area.toHtmlEscaped());
}

QString row(const QString& keys, const QString& name, const QString& help)
{
    return QStringLiteral("<tr><td style='white-space:nowrap; padding-right:18px'>%1</td>"
                          "<td style='white-space:nowrap; padding-right:18px'>%2</td>"
                          "<td>%3</td></tr>")
        .arg(keys.toHtmlEscaped(), name.toHtmlEscaped(), help.toHtmlEscaped());
}

QString actionRows()
{
    QString html;
    for (const ActionRow& action : actionTable()) {
        if (action.kind == ActionKind::Menu && action.parent == ActionId::MenuBar)
            html += heading(plainText(action));
        const auto sequences = keySequences(action);
        if (sequences.isEmpty())
            continue;
        QStringList keys;
        for (const QKeySequence& sequence : sequences)
            keys << sequence.toString(QKeySequence::NativeText);
        html += row(keys.join(QStringLiteral("  or  ")), plainText(action),
                    QCoreApplication::translate("Actions", action.help));
    }
    return html;
}

QString gestureRows()
{
    QString html;
    QString area;
    for (const GestureRow& gesture : gestureTable()) {
        const QString name = translated(gesture.area);
        if (name != area)
            html += heading(name);
        area = name;
        html += row(translated(gesture.keys), {}, translated(gesture.help));
    }
    return html;
}

} // namespace

QString keyboardHelpText()
{
    return QStringLiteral("<table cellspacing='0' cellpadding='2'>%1%2</table>")
        .arg(actionRows(), gestureRows());
}

void showKeyboardHelp(QWidget* parent)
{
    if (auto* shown = parent->findChild<QDialog*>(helpName)) {
        shown->raise();
        shown->activateWindow();
        return;
    }
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(helpName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(translated("Keyboard and mouse"));
    auto* text = new QTextBrowser(dialog);
    text->setFrameShape(QFrame::NoFrame);
    text->setHtml(keyboardHelpText());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(text);
    column->addWidget(buttons);
    const QFontMetrics metrics(dialog->font());
    dialog->resize(70 * metrics.averageCharWidth() + 240, 34 * metrics.height());
    dialog->show();
}

void showAbout(QWidget* parent)
{
    QMessageBox::about(
        parent, translated("About Tradeoff Lab"),
        translated("<h3>Tradeoff Lab %1</h3>"
                   "<p>Approximation against estimation in mixtures of experts, made visible: "
                   "how many experts are best for how much data?</p>"
                   "<p>The theory is that of Y. Dar, <i>Mixture of Many Zero-Compute Experts: "
                   "A High-Rate Quantization Theory Perspective</i>, "
                   "<a href='https://arxiv.org/abs/2510.03151'>arXiv:2510.03151</a>. "
                   "The preset “paper” is a reconstruction of its experiment: it reproduces the "
                   "published facts, but its exact parameters are not public.</p>"
                   "<p>Free software under the GNU General Public License, version 3 or later. "
                   "Drawn with Qt and QCustomPlot.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

} // namespace tradeoff::ui
